/* What every script of a page needs: to know when there is a page, and its address. */

(function () {
  "use strict";

  /* Milliseconds without a key. */
  const REST = 500;

  const sayings = new WeakMap();
  const loaded = new Set();

  window.rolebook = {
    /* Run `setUp` now and on every page that Material's `navigation.instant` puts in its place. */
    onPage(setUp) {
      if (window.document$) {
        window.document$.subscribe(() => setUp());
      } else if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", () => setUp());
      } else {
        setUp();
      }
    },

    /* A text with `{n}` and the like filled in. A name that holds `$&` stays as it is written. */
    filled(text, values) {
      return text.replace(/\{(\w+)\}/g, (whole, name) =>
        Object.hasOwn(values, name) ? String(values[name]) : whole,
      );
    },

    /* What a status line shows now, a screen reader is told when no key came for a moment. */
    say(line, text) {
      line.setAttribute("aria-live", "off");
      line.textContent = text;
      clearTimeout(sayings.get(line));
      const tell = () => {
        line.removeAttribute("aria-live"); // as its role says: politely
        line.textContent = text;
      };
      sayings.set(line, setTimeout(tell, REST));
    },

    /* An element that holds an author's words, with their language where it is not the page's. */
    spoken(element, lang) {
      if (lang) {
        element.setAttribute("lang", lang); // a part of a picture has no such property
      }
      return element;
    },

    /* A value of the address, such as "sales" of `?domain=sales`; empty where it has none.
       `q` is Material's: it opens the site's search, and takes it out of the address. */
    asked(name) {
      return new URLSearchParams(location.search).get(name) || "";
    },

    /* Put values into the address, where asked as a step in the history; empty ones are taken out. */
    ask(values, isStep = false) {
      const url = new URL(location.href);
      for (const [name, value] of Object.entries(values)) {
        if (value) {
          url.searchParams.set(name, value);
        } else {
          url.searchParams.delete(name);
        }
      }
      // as readers write them
      url.search = url.search.replace(/%2F|%2C|%3A/g, decodeURIComponent);
      if (url.href !== location.href) {
        // Material keeps the place on the page in the state
        if (isStep) {
          history.pushState(history.state, "", url);
        } else {
          history.replaceState(history.state, "", url);
        }
      }
    },
  };

  /* What few pages need is loaded where one asks for it, once. */
  window.rolebook.onPage(() => {
    for (const one of document.querySelectorAll("[data-script]")) {
      const { href } = new URL(one.dataset.script, document.baseURI);
      if (!loaded.has(href)) {
        const script = document.createElement("script");
        script.src = href;
        document.head.append(script);
        loaded.add(href);
      }
    }
  });
})();

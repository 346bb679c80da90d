/* Renews a page of a preview when it was made anew, and its banner when the sources change. */

(function () {
  "use strict";

  const script = document.currentScript;
  const RESUME = 1000;
  let page = script.dataset.page;
  let version = script.dataset.version;
  let events;

  function listen() {
    events = new EventSource("/.rolebook/events?page=" + encodeURIComponent(page) + "&version=" + version);
    events.onmessage = (event) => {
      const told = JSON.parse(event.data);
      if (told.reload) {
        location.reload(); // the browser comes back to where one was
        return;
      }
      const banner = document.getElementById("rolebook-preview");
      if (banner && banner.innerHTML !== told.banner) {
        banner.innerHTML = told.banner;
      }
      mark(told.marks);
    };
    events.onerror = () => {
      // the server was stopped, and may come back
      events.close();
      setTimeout(listen, RESUME);
    };
  }

  /* Underline the first place of each text that something is said of. */
  function mark(marks) {
    for (const old of document.querySelectorAll(".rb-live-mark")) {
      old.replaceWith(...old.childNodes);
    }
    const root = document.querySelector("article") || document.body;
    root.normalize();
    for (const { text, message, rule } of marks) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const at = node.data.indexOf(text);
        if (at < 0 || node.parentElement.closest("script, style, .rb-live-mark, a")) {
          continue;
        }
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        const link = document.createElement("a");
        link.className = "rb-live-mark";
        link.href = rule;
        link.title = message;
        range.surroundContents(link);
        break;
      }
    }
  }

  /* Material puts another page in place without loading it. */
  function follow() {
    if (window.document$) {
      window.document$.subscribe(() => {
        const path = decodeURI(location.pathname).slice(1);
        const here = path === "" || path.endsWith("/") ? path + "index.html" : path;
        if (here !== page) {
          page = here;
          version = "same"; // it was taken just now, in place of another
          events.close();
          listen();
        }
      });
    }
  }

  addEventListener("beforeunload", () => events && events.close());
  document.addEventListener("DOMContentLoaded", () => {
    mark(JSON.parse(script.dataset.marks));
    follow();
    listen();
  });
})();

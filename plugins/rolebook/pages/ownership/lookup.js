/* "Who owns …?": what a reader types in; who holds and disowns it, in their own words, out.
   All words that are shown stand in the page (templates/lookup.html) or come from the library. */

(function (rolebook) {
  "use strict";

  /* The statement says what it is about; the names say whose it is; the rest is context.
     Who holds it is a better answer than who does not. */
  const HELD = 4.5;
  const DISOWNED = 4;
  const NAMES = 2;
  const SENTENCE = 1;

  /* Milliseconds without a key. */
  const REST = 250;

  const libraries = new Map();

  /* The answers and their index, fetched once for all pages that `navigation.instant` shows. */
  function library(address) {
    if (!libraries.has(address)) {
      const loading = fetch(address)
        .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
        .then(prepared);
      loading.catch(() => libraries.delete(address));
      libraries.set(address, loading);
    }
    return libraries.get(address);
  }

  function prepared({ names, answers, synonyms }) {
    const index = rolebook.index(
      answers.map((one) => {
        const people = [one.role, ...(one.owners || [])].map((number) => names[number].text);
        return [
          [one.statement, one.owners ? DISOWNED : HELD],
          [people.join(" "), NAMES],
          [`${one.sentence} ${names[one.role].where}`, SENTENCE],
        ];
      }),
      synonyms,
    );
    return { names, answers, index };
  }

  function setUp(form) {
    const input = form.elements.words;
    const list = form.querySelector(".rb-answers");
    const status = form.querySelector(".rb-lookup__status");
    const more = form.querySelector(".rb-lookup__more");
    const leading = more.querySelector("a, button");
    const allOfThem = leading.textContent;
    const panel = form.querySelector(".rb-lookup__panel");
    const template = form.querySelector("template");
    const table = document.getElementById(form.dataset.replaces);
    const address = new URL(form.dataset.answers, document.baseURI);
    // a host without folders as addresses names the file
    const file = form.action.endsWith("index.html") ? "index.html" : "";
    let known = null;
    let putBack = 0;

    form.hidden = false;
    if (table) {
      input.value = rolebook.asked("words");
    }
    if (input.value) {
      answer();
    }

    input.addEventListener("focus", () => {
      load();
      show();
    });
    input.addEventListener("input", () => {
      if (table) {
        rolebook.ask({ words: input.value.trim() });
      }
      answer();
    });
    form.addEventListener("submit", (event) => {
      const first = list.querySelector(".rb-answer__open");
      if (first) {
        event.preventDefault();
        first.click();
      } else if (table) {
        event.preventDefault();
      }
    });
    form.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        const stops = [input, ...list.querySelectorAll(".rb-answer__open")];
        const here = stops.findIndex((one) =>
          (one.closest(".rb-answer") || one).contains(document.activeElement),
        );
        const there = stops[Math.max(0, here) + step];
        if (there && (panel === null || !panel.hidden)) {
          event.preventDefault();
          there.focus();
        }
      } else if (event.key === "Escape" && panel && !panel.hidden) {
        event.preventDefault();
        input.focus();
        panel.hidden = true;
      }
    });
    form.addEventListener("rolebook:left", () => {
      if (panel) {
        panel.hidden = true;
      }
    });
    const button = more.querySelector("button");
    if (button) {
      button.addEventListener("click", () => {
        if (!list.children.length) {
          input.value = "";
          input.dispatchEvent(new Event("input"));
          input.focus();
          return;
        }
        const before = list.children.length;
        answer(Infinity);
        list.children[before]?.querySelector(".rb-answer__open").focus();
      });
    }

    function load() {
      return library(address.href).then(
        (one) => (known = one),
        () => (status.textContent = form.dataset.failed),
      );
    }

    function show() {
      if (panel) {
        panel.hidden = !input.value.trim();
      }
    }

    function answer(limit = Number(form.dataset.limit)) {
      const question = input.value.trim();
      show();
      if (!question) {
        render(null);
      } else if (known) {
        render(known.index.find(question), limit);
      } else {
        load().then(() => known && input.value.trim() === question && answer(limit));
      }
    }

    /* No result is no question. */
    function render(result, limit) {
      const found = result ? result.found : [];
      list.replaceChildren(...found.slice(0, limit).map((one) => item(one, result.words)));
      rolebook.say(status, result ? counted(result) : "");
      // where nothing is found, there is still everything
      more.hidden = !result || (found.length > 0 && found.length <= limit);
      leading.textContent = found.length ? allOfThem : form.dataset.everything;
      if (leading.href) {
        const all = new URL(form.action);
        if (found.length) {
          all.searchParams.set("words", input.value.trim());
        }
        leading.href = all.href;
      }
      if (table) {
        replace(Boolean(result));
      }
    }

    /* Thousands of rows take a moment to be laid out again: not while somebody types. */
    function replace(answered) {
      clearTimeout(putBack);
      if (answered) {
        table.classList.add("rb-replaced");
      } else {
        putBack = setTimeout(() => table.classList.remove("rb-replaced"), REST);
      }
    }

    function counted({ found, whole }) {
      const texts = form.dataset;
      if (!found.length) {
        return texts.none;
      }
      if (!whole) {
        return texts.some;
      }
      return found.length === 1 ? texts.one : rolebook.filled(texts.many, { n: found.length });
    }

    function item(number, words) {
      const one = known.answers[number];
      const copy = template.content.firstElementChild.cloneNode(true);
      const place = (name) => copy.querySelector(`.rb-answer__${name}`);
      place("role").append(named(one.role));
      if (one.owners) {
        place("held").remove();
        one.owners.forEach((owner, at) => {
          place("owners").append(at ? ", " : "", named(owner), ...seam(one, at));
        });
        if (one.owners.length) {
          place("nobody").remove();
        }
      } else {
        place("disowned").remove();
      }
      const [head, rest] = one.opening === "" ? [one.sentence, ""] : [said(one), one.sentence];
      rolebook.spoken(place("what"), known.names[one.role].lang);
      place("open").href = at(one.address);
      place("open").append(...marked(head, words));
      place("rest").append(...(rest ? [" — ", ...marked(rest, words)] : []));
      return copy;
    }

    /* The link to where the role and an owner of its meet, as beside the names of the table. */
    function seam(one, number) {
      const target = one.seams && one.seams[number];
      if (!target) {
        return [];
      }
      const link = document.createElement("a");
      const { text } = known.names[one.owners[number]];
      link.href = at(target);
      link.className = "rb-seam";
      link.setAttribute("aria-label", form.dataset.seam.replace("{name}", () => text));
      link.textContent = "⇄";
      return ["\u00a0", link];
    }

    function said(one) {
      return one.opening || one.statement;
    }

    function named(number) {
      const name = known.names[number];
      const element = document.createElement(name.address ? "a" : "span");
      element.textContent = name.text;
      rolebook.spoken(element, name.lang);
      if (name.address) {
        element.href = at(name.address);
        element.classList.add(`rb-${name.kind}`, `rb-accent-${name.accent}`);
      } else {
        element.classList.add(name.kind === "external" ? "rb-external" : "rb-missing");
      }
      return element;
    }

    /* Addresses of the library are relative to the file that they were read from. */
    function at(target) {
      const url = new URL(target, address);
      url.pathname += file;
      return url.href;
    }
  }

  /* A text with the words that were asked for marked, as nodes. */
  function marked(text, words) {
    return text.split(/([\p{L}\p{N}]+)/u).map((part) => {
      if (!words.has(rolebook.folded(part))) {
        return part;
      }
      const mark = document.createElement("mark");
      mark.textContent = part;
      return mark;
    });
  }

  function leave(event) {
    for (const form of document.querySelectorAll(".rb-lookup")) {
      if (!form.contains(event.target)) {
        form.dispatchEvent(new Event("rolebook:left"));
      }
    }
  }

  document.addEventListener("focusin", leave);
  document.addEventListener("pointerdown", leave);
  rolebook.onPage(() => document.querySelectorAll(".rb-lookup").forEach(setUp));
})(window.rolebook);

/* "Who owns …?": what a reader types in; who holds and disowns it, in their own words, out.
   All words that are shown stand in the page (templates/lookup.html) or come from the library. */

(function (rolebook) {
  "use strict";

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

  function prepared({ names, owners, answers, index }) {
    const stop = new Set(index.stop.split(" "));
    return { names, owners, answers, stop, ask: rolebook.answers(index).asked };
  }

  function setUp(form) {
    const input = form.elements.words;
    const list = form.querySelector(".rb-answers");
    const status = form.querySelector(".rb-lookup__status");
    const more = form.querySelector(".rb-lookup__more");
    const leading = more.querySelector("a, button");
    const lost = form.querySelector(".rb-lookup__lost");
    const search = document.querySelector("[data-md-component=search]")
      ? lost.querySelector(".rb-lookup__search")
      : null;
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
    if (search) {
      search.hidden = false;
    }
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
        const before = list.querySelectorAll(".rb-answer").length;
        answer(Infinity);
        list.querySelectorAll(".rb-answer__open")[before]?.focus();
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
        render(known.ask(question), limit);
      } else {
        load().then(() => known && input.value.trim() === question && answer(limit));
      }
    }

    /* No result is no question. */
    function render(result, limit) {
      const found = result || [];
      const words = known ? marks(input.value, known.stop) : [];
      const rows = found.slice(0, limit).map((one) => item(one, words));
      const sure = found.length && found[0].certain ? 1 : 0;
      if (rows.length > sure) {
        rows.splice(sure, 0, perhaps());
      }
      list.replaceChildren(...rows);
      rolebook.say(status, result ? counted(found) : "");
      lost.hidden = !result || found.length > 0;
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
      if (search) {
        const there = new URL(location.href);
        there.search = new URLSearchParams({ q: input.value.trim() });
        search.href = there.href;
      }
      if (table) {
        replace(Boolean(result));
      }
    }

    function perhaps() {
      const line = document.createElement("li");
      line.className = "rb-answers__perhaps rb-quiet";
      line.textContent = form.dataset.perhaps;
      return line;
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

    function counted(found) {
      const texts = form.dataset;
      if (!found.length) {
        return texts.none;
      }
      return found.length === 1 ? texts.one : rolebook.filled(texts.many, { n: found.length });
    }

    function item({ owner, entry, near }, words) {
      const one = known.answers[entry];
      const told = near.map((number) => known.answers[number]);
      const givers = new Set(told.map((it) => it.giver).filter((it) => it !== undefined)).size;
      const held = told.filter((it) => it.giver === undefined && !it.whole).length;
      const who = known.owners[owner];
      const copy = template.content.firstElementChild.cloneNode(true);
      const place = (name) => copy.querySelector(`.rb-answer__${name}`);
      place("role").append(named(who));
      place("why").append(...[plural("held", held), plural("left", givers)].filter(Boolean).join(" · "));
      if (one.giver === undefined) {
        place("giver").remove();
      } else {
        place("giver").append(named(one.giver), ...seam(one, who), ": ");
      }
      const sentence = one.sentence ?? "";
      const [head, rest] = one.opening === "" ? [sentence, ""] : [said(one), sentence];
      rolebook.spoken(place("said"), known.names[one.giver ?? who].lang);
      place("open").href = at(one.address ?? known.names[who].address);
      place("open").append(...marked(head, words));
      place("rest").append(...(rest ? [" — ", ...marked(rest, words)] : []));
      return copy;
    }

    function plural(name, number) {
      const texts = form.dataset;
      const text = number === 1 ? texts[`${name}One`] : texts[`${name}Many`];
      return number ? rolebook.filled(text, { n: number }) : "";
    }

    /* The link to where the role and an owner of its meet, as beside the names of the table. */
    function seam(one, owner) {
      const target = one.seams && one.seams[owner];
      if (!target) {
        return [];
      }
      const link = document.createElement("a");
      const { text } = known.names[owner];
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

  /* The words of the texts that a question's words are, or begin. */
  function marks(question, stop) {
    return rolebook.words(question).filter((word) => word.length > 2 && !stop.has(word));
  }

  /* A text with the words that were asked for marked, as nodes. */
  function marked(text, words) {
    return text.split(/([\p{L}\p{N}]+)/u).map((part) => {
      const folded = rolebook.folded(part);
      if (!folded || !words.some((word) => rolebook.likeness(word, folded, false))) {
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

/* Two roles that a reader chooses, or that the address names, in; both side by side out.
   All words stand in the page (compare.html) or come from the library, and are put in as text. */

(function (rolebook) {
  "use strict";

  const arrivals = new Map();
  const loading = new Map();

  /* What a script of data brings, by the name that it says. */
  rolebook.arrived = (name, data) => arrivals.set(name, data);

  function shard(name, address) {
    if (!loading.has(address)) {
      const coming = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = () => resolve(arrivals.get(name));
        script.onerror = reject;
        document.head.append(script);
      });
      coming.catch(() => loading.delete(address));
      loading.set(address, coming);
    }
    return loading.get(address);
  }

  function setUp(form) {
    const { one: first, other: second } = form.elements;
    const texts = form.dataset;
    const status = form.querySelector("[role=status]");
    const result = document.getElementById("rb-compared");
    const index = new URL(texts.shards, document.baseURI);
    const top = new URL("../../", index);
    // a host without folders as addresses names the file
    const file = form.action.endsWith("index.html") ? "index.html" : "";

    document.querySelectorAll(".rb-unscripted").forEach((one) => (one.hidden = true));
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    shard("compare/", index.href).then(start, () => (status.textContent = texts.failed));

    function start({ domains, roles, near }) {
      const names = new Map();
      roles.forEach(([id, title], number) => {
        for (const name of new Set([id, id.split("/")[1], title].map(rolebook.folded))) {
          names.set(name, [...(names.get(name) || []), number]);
        }
      });
      const touching = neighbours(near, domains.length, roles);
      let asked = 0;

      const offered = document.getElementById("rb-compare-names");
      offered.replaceChildren(
        ...roles.map(([id, title, domain], number) => {
          const option = document.createElement("option");
          option.value = called(title) === number ? title : id;
          option.label = `${domains[-1 - domain][1]} · ${id}`;
          return option;
        }),
      );
      for (const field of [first, second]) {
        field.addEventListener("change", chosen);
      }
      window.addEventListener("popstate", restore);
      restore();

      function restore() {
        if (!form.isConnected) {
          window.removeEventListener("popstate", restore);
          return;
        }
        for (const field of [first, second]) {
          const number = called(rolebook.asked(field.name));
          field.value = number === undefined ? "" : roles[number][1];
          field.dataset.id = number === undefined ? "" : roles[number][0];
        }
        show();
      }

      function chosen() {
        for (const field of [first, second]) {
          const number = called(field.value);
          const kept = field.dataset.id && roles[called(field.dataset.id)][1] === field.value;
          field.dataset.id = number === undefined ? (kept ? field.dataset.id : "") : roles[number][0];
          field.setAttribute("aria-invalid", String(Boolean(field.value.trim() && !field.dataset.id)));
        }
        rolebook.ask({ one: first.dataset.id, other: second.dataset.id }, true);
        show();
      }

      function called(words) {
        const found = names.get(rolebook.folded(words.trim())) || [];
        return found.length === 1 ? found[0] : undefined;
      }

      function show() {
        const [here, there] = [first, second].map((field) => called(field.dataset.id || ""));
        const turn = ++asked;
        result.hidden = true;
        const isUnknown = [first, second].some((field) => field.value.trim() && !field.dataset.id);
        rolebook.say(status, isUnknown ? texts.unknown : here !== undefined && here === there ? texts.itself : "");
        if (here === undefined || there === undefined || here === there) {
          return;
        }
        Promise.all([here, there].map(told)).then(
          (both) => turn === asked && render([here, there], both),
          () => (status.textContent = texts.failed),
        );
      }

      function told(number) {
        const [id, , domain] = roles[number];
        const [within] = domains[-1 - domain];
        const address = new URL(`assets/rolebook/compare/${within}.js`, top);
        return shard(`compare/${within}`, address.href).then((all) =>
          all.find((one) => one.id === id),
        );
      }

      function render(numbers, both) {
        const [here, there] = numbers;
        const other = { [here]: there, [there]: here };
        const gives = (number, end) => end === other[number] || end === roles[other[number]][2];
        /* What neither says is left out: agents mostly hold and leave nothing. */
        const lanes = (title, make) => {
          const items = numbers.map((number, place) => make(number, both[place]));
          if (items.every((one) => !one.length)) return [];
          const sides = numbers.map((number, place) => lane(number, items[place]));
          return [section(title, element("div", "rb-lane-frame", [element("div", "rb-lane", sides)]))];
        };
        result.replaceChildren(
          element("div", "rb-lane-frame", [
            element("div", "rb-lane", numbers.map((number, place) => head(number, both[place]))),
          ]),
          section(texts.between, ...between(here, there)),
          ...lanes(texts.gives, (number, one) => [
            ...one.leaves.filter(([, , ends]) => ends.some((end) => gives(number, end))).map((it) => left(number, it)),
            ...one.states.filter(([, end]) => gives(number, end)).map((it) => stated(it)),
          ]),
          ...lanes(texts.holds, (number, one) => one.holds.map(([text, anchor]) => [place(number, text, anchor)])),
          ...lanes(texts.leaves, (number, one) =>
            one.leaves.filter(([, , ends]) => !ends.some((end) => gives(number, end))).map((it) => left(number, it)),
          ),
          ...lanes(texts.states, (number, one) =>
            one.states.filter(([, end]) => !gives(number, end)).map((it) => stated(it)),
          ),
        );
        result.hidden = false;
        const [one, another] = numbers.map((number) => roles[number][1]);
        rolebook.say(status, rolebook.filled(texts.compared, { one, other: another }));
      }

      function head(number, told) {
        const [id, , domain, , lang] = roles[number];
        const summary = rolebook.spoken(element("p", "", [told.summary]), lang);
        const line = element("p", "rb-quiet", [element("code", "", [id]), " · ", named(domain)]);
        return element("section", "", [element("h2", "", [named(number)]), line, summary]);
      }

      function between(here, there) {
        const common = [...touching(here)].filter((one) => one >= 0 && touching(there).has(one));
        const also = common.length
          ? [element("p", "", [`${texts.both}: `, ...joined(common.map((one) => named(one)))])]
          : [];
        if (seamOf(here, there)) {
          const link = element("a", "", [texts.seam]);
          link.href = seamOf(here, there);
          return [element("p", "", [`${texts.meet} `, link, "."]), ...also];
        }
        const way = path(here, there);
        if (!way) {
          return [element("p", "", [texts.apart])];
        }
        const steps = way.flatMap((one, place) => {
          const seam = place && seamOf(way[place - 1], one);
          return place ? [seam ? sign(seam, one) : " · ", named(one)] : [named(one)];
        });
        return [element("p", "", [texts.way]), element("p", "rb-compared__way", steps), ...also];
      }

      /* The seam of two ends that touch; it stands with a neighbour of a hub. */
      function seamOf(here, there) {
        if (here < 0 || there < 0) {
          const [role, domain] = here < 0 ? [there, here] : [here, there];
          const names = role >= 0 && near[role].includes(domain);
          return names ? at(`roles/${domains[-1 - domain][0]}/`, roles[role][0]) : "";
        }
        if (!near[here].includes(there)) {
          return "";
        }
        const [own, far] = roles[here][3] && !roles[there][3] ? [there, here] : [here, there];
        return at(`roles/${roles[own][0]}/seams/`, roles[far][0]);
      }

      function path(start, goal) {
        const cameFrom = new Map([[start, null]]);
        for (const [here] of cameFrom) {
          if (here === goal) {
            const way = [];
            for (let one = goal; one !== null; one = cameFrom.get(one)) {
              way.unshift(one);
            }
            return way;
          }
          for (const there of touching(here)) {
            if (!cameFrom.has(there)) {
              cameFrom.set(there, here);
            }
          }
        }
        return null;
      }

      function lane(number, items) {
        const list = items.length
          ? element("ul", "rb-plain", items.map((one) => element("li", "", one)))
          : element("p", "rb-quiet", [texts.nothing]);
        const who = rolebook.spoken(element("h3", "rb-eyebrow", [roles[number][1]]), roles[number][4]);
        const part = element("section", "", [who, rolebook.spoken(list, items.length ? roles[number][4] : "")]);
        return part;
      }

      function left(number, [text, anchor, ends]) {
        const whom = ends.length ? joined(ends.map((one) => named(one))) : [texts.nobody];
        return [place(number, text, anchor), " → ", ...whom];
      }

      function stated([kind, end, note]) {
        const key = kind.replace(/_(.)/g, (whole, letter) => letter.toUpperCase());
        return [`${texts[key] ?? kind}: `, named(end), ...(note ? [` (${note})`] : [])];
      }

      function place(number, text, anchor) {
        const link = element("a", "rb-compared__statement", [text]);
        link.href = at(`roles/${roles[number][0]}/`, anchor);
        return link;
      }

      function sign(seam, end) {
        const link = element("a", "rb-seam", ["⇄"]);
        const [, name] = end < 0 ? domains[-1 - end] : roles[end];
        link.href = seam;
        link.setAttribute("aria-label", rolebook.filled(texts.touches, { name }));
        return link;
      }

      /* The name of an end, linked; a text is of whoever stands outside. */
      function named(end) {
        if (typeof end === "string") {
          return element("span", "rb-external", [end]);
        }
        const [id, title] = end < 0 ? domains[-1 - end] : roles[end];
        const lang = end < 0 ? domains[-1 - end][3] : roles[end][4];
        const accent = domains[-1 - (end < 0 ? end : roles[end][2])][2];
        const link = element("a", `rb-${end < 0 ? "domain" : "role"} rb-accent-${accent}`, [title]);
        link.href = at(`roles/${id}/`);
        return rolebook.spoken(link, lang);
      }
    }

    function at(address, fragment = "") {
      const url = new URL(address, top);
      url.pathname += file;
      url.hash = fragment;
      return url.href;
    }
  }

  /* What each end touches: a role its neighbours, the domains it names and those who name its own;
     a domain that is named, whoever names it and its members. */
  function neighbours(near, count, roles) {
    const speakers = Array.from({ length: count }, () => []);
    const members = Array.from({ length: count }, () => []);
    near.forEach((ends, number) => {
      ends.filter((end) => end < 0).forEach((end) => speakers[-1 - end].push(number));
      members[-1 - roles[number][2]].push(number);
    });
    return (end) => {
      if (end < 0) {
        return new Set([...speakers[-1 - end], ...members[-1 - end]]);
      }
      const own = roles[end][2];
      return new Set([...near[end], ...(speakers[-1 - own].length ? [own] : [])]);
    };
  }

  function joined(nodes) {
    return nodes.flatMap((one, number) => (number ? [", ", one] : [one]));
  }

  function section(title, ...children) {
    return element("section", "", [element("h2", "", [title]), ...children]);
  }

  function element(name, className, children) {
    const made = document.createElement(name);
    if (className) {
      made.className = className;
    }
    made.append(...children);
    return made;
  }

  rolebook.onPage(() => document.querySelectorAll(".rb-compare").forEach(setUp));
})(window.rolebook);

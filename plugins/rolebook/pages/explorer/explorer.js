/* The explorer: what a reader chooses, in the form, in the picture and in the list, in; all three
   showing it out. The choice stands in the address: a step in the history each. */

(function (rolebook) {
  "use strict";

  function setUp(section) {
    const address = new URL(section.dataset.explorer, document.baseURI);
    fetch(address)
      .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
      .then((data) => section.isConnected && explore(section, rolebook.explored(data), address))
      .catch((problem) => {
        section.querySelector("[role=status]").textContent = section.dataset.failed;
        section.hidden = false;
        if (problem instanceof Error) {
          throw problem;
        }
      });
  }

  function explore(section, graph, address) {
    const form = section.querySelector("form");
    const stage = section.querySelector(".rb-explorer__stage");
    const status = section.querySelector("[role=status]");
    const { words, domain, to } = form.elements;
    const kinds = [...form.querySelectorAll("[name=edges]")];
    const usual = kinds.filter((one) => one.defaultChecked).map((one) => one.value);
    const texts = textsOf(section);
    const picture = rolebook.picture(stage.querySelector("svg"), graph);
    const panel = rolebook.panel(
      section.querySelector(".rb-explorer__panel"), graph, texts, link,
    );
    const places = rolebook.places(graph, stage);
    const viewport = rolebook.viewport(stage, graph.size, looked, tapped);
    const index = rolebook.index(
      graph.nodes.map((one, number) => [
        [[one.title, one.id || "", ...(one.aliases || [])].join(" "), 2],
        [graph.isRole(number) ? graph.domains[one.domain].title : "", 1],
      ]),
    );
    let chosen = {};
    let looking = 0;

    section.hidden = false;
    offerNames();
    restore();

    form.addEventListener("submit", (event) => event.preventDefault());
    words.addEventListener("input", () => {
      choose({ words: words.value.trim(), domain: chosen.domain }, Boolean(chosen.role));
    });
    words.addEventListener("keydown", (event) => {
      const [first] = event.key === "Enter" && chosen.words ? matches() : [];
      if (first !== undefined) {
        choose({ role: graph.nodes[first].id }, true);
      }
    });
    domain.addEventListener("change", () => choose({ domain: domain.value }, true));
    to.addEventListener("change", () => {
      const goal = graph.called(to.value);
      const isKnown = goal !== undefined || !to.value.trim();
      to.setAttribute("aria-invalid", String(!isKnown));
      if (isKnown) {
        choose({ role: chosen.role, to: goal === undefined ? "" : graph.nodes[goal].id }, true);
      } else {
        rolebook.say(status, texts.unknown);
      }
    });
    kinds.forEach((one) => one.addEventListener("change", () => choose(chosen, true)));
    section.addEventListener("click", clicked);
    stage.addEventListener("keydown", (event) => event.key === "Escape" && (goBack() || leave()));
    window.addEventListener("popstate", restore);

    /* Show what the address asks for; what the library does not have is not asked for. */
    function restore() {
      if (!section.isConnected) {
        window.removeEventListener("popstate", restore);
        return;
      }
      const asked = rolebook.asked("edges");
      const wanted = asked ? asked.split(",") : usual;
      kinds.forEach((one) => (one.checked = wanted.includes(one.value)));
      const known = (id, find) => (find(id) === undefined ? "" : id);
      chosen = {
        words: rolebook.asked("words"),
        domain: known(rolebook.asked("domain"), graph.domain),
        role: known(rolebook.asked("role"), graph.role),
      };
      chosen.to = chosen.role && known(rolebook.asked("to"), graph.role);
      render();
      const [x, y, scale] = rolebook.asked("view").split(",").map(Number);
      if (Number.isFinite(x) && Number.isFinite(y) && scale > 0) {
        viewport.set({ x, y, scale });
      }
    }

    /* What is not named is no longer chosen. */
    function choose({ words: asked = "", domain: within = "", role = "", to: goal = "" }, isStep) {
      chosen = { words: role ? "" : asked, domain: role ? "" : within, role, to: goal };
      const checked = kinds.filter((one) => one.checked).map((one) => one.value);
      const edges = String(checked) === String(usual) ? "" : checked.join(",") || "none";
      rolebook.ask({ ...chosen, edges, view: "" }, isStep);
      render();
    }

    function render() {
      const allowed = new Set(kinds.filter((one) => one.checked).map((one) => one.value));
      const edges = graph.edges.filter((one) => allowed.has(one.kind));
      const shown = seen(edges, allowed);
      if (words.value.trim() !== chosen.words) {
        words.value = chosen.words;
      }
      domain.value = chosen.domain;
      to.value = chosen.to ? graph.nodes[graph.role(chosen.to)].title : "";
      to.closest("div").hidden = !chosen.role;
      to.removeAttribute("aria-invalid");
      picture.show(shown);
      rolebook.say(status, counted(shown));
      viewport.fit(shown.box);
    }

    /* What of the library the choice shows; the panel is filled on the way. */
    function seen(edges, allowed) {
      const focus = graph.role(chosen.role);
      if (chosen.to) {
        return along(focus, graph.role(chosen.to), allowed);
      }
      if (chosen.role) {
        const own = edges.filter((one) => one.source === focus || one.target === focus);
        panel.role(focus, own);
        const nodes = new Set([focus, ...own.flatMap((one) => [one.source, one.target])]);
        return { edges: own, chosen: own, nodes, focus, stands: true, box: places.neighbourhood(focus, nodes) };
      }
      const place = chosen.domain ? graph.domain(chosen.domain) : undefined;
      const box = place === undefined ? undefined : places.domain(place);
      if (chosen.words) {
        const found = matches();
        panel.found(found);
        const nodes = new Set(found);
        const own = touching(edges, nodes);
        return { edges: own, chosen: [], nodes, stands: true, box };
      }
      if (place !== undefined) {
        panel.domain(place);
        const nodes = new Set([-1 - place, ...graph.members[place]]);
        return { edges: touching(edges, nodes), chosen: [], nodes, box };
      }
      panel.domains();
      return { edges, chosen: [], nodes: null };
    }

    function along(from, goal, allowed) {
      const steps = graph.path(from, goal, allowed);
      panel.path(from, goal, steps);
      const nodes = new Set([from, goal, ...(steps || []).map((one) => one.to)]);
      const own = (steps || []).map((one) => one.edge).filter(Boolean);
      return { edges: own, chosen: own, nodes, focus: from, stands: true, box: places.around(nodes) };
    }

    function touching(edges, nodes) {
      return edges.filter((one) => nodes.has(one.source) || nodes.has(one.target));
    }

    /* The roles that have the words, of the domain that is chosen; best first. */
    function matches() {
      const { found, whole } = index.find(chosen.words);
      const place = chosen.domain ? graph.domain(chosen.domain) : undefined;
      return (whole ? found : []).filter(
        (one) => graph.isRole(one) && (place === undefined || graph.domainOf(one) === place),
      );
    }

    function counted({ nodes, edges }) {
      const all = nodes ? [...nodes] : graph.nodes.map((_, number) => number);
      const parts = [texts.count(all.filter(graph.isRole).length, "role")];
      for (const group of ["boundary", "relation", "mention"]) {
        const some = edges.filter((one) => groupOf(one.kind) === group);
        // a boundary with two owners is two lines and one boundary
        const said = some.flatMap(({ source, said }) => said.map(([, place]) => `${source}#${place}`));
        const number = group === "boundary" ? new Set(said).size : said.length;
        if (number) {
          parts.push(texts.count(number, group));
        }
      }
      return parts.join(" · ");
    }

    function looked(view, isOwn) {
      picture.look(view);
      clearTimeout(looking);
      looking = setTimeout(() => {
        const place = [Math.round(view.x), Math.round(view.y), Number(view.scale.toPrecision(3))];
        if (section.isConnected) {
          rolebook.ask({ view: isOwn ? place.join(",") : "" });
        }
      }, 200);
    }

    function tapped(target) {
      const edge = target.closest("[data-edge]");
      const end = rolebook.endOf(target);
      if (edge) {
        location.assign(link(graph.edges[Number(edge.dataset.edge)].address));
      } else if (end !== null) {
        take(end);
      }
    }

    /* A role that is chosen already is opened; where a path begins, it is chosen alone. */
    function take(end) {
      if (end >= 0 && !graph.isRole(end)) {
        return;
      }
      if (end < 0) {
        choose({ domain: graph.domains[-1 - end].id }, true);
      } else if (graph.nodes[end].id === chosen.role && !chosen.to) {
        section.querySelector(".rb-explorer__panel h2 a").click();
      } else {
        choose({ role: graph.nodes[end].id }, true);
      }
    }

    function clicked(event) {
      const button = event.target.closest("button");
      if (!button || stage.contains(button)) {
        return;
      }
      if (button.matches(".rb-explorer__back")) {
        goBack();
      } else if (button.dataset.end) {
        take(Number(button.dataset.end));
      } else if (button.dataset.zoom === "fit") {
        viewport.fitWhole();
      } else if (button.dataset.zoom) {
        viewport.zoom(Number(button.dataset.zoom));
      }
    }

    /* One choice less: from a path to its start, from there to all. */
    function goBack() {
      const isSome = Boolean(chosen.words || chosen.domain || chosen.role);
      if (isSome) {
        choose(chosen.to ? { role: chosen.role } : {}, true);
      }
      return isSome;
    }

    function leave() {
      stage.blur();
    }

    function offerNames() {
      const list = document.getElementById(to.getAttribute("list"));
      list.replaceChildren(
        ...graph.members.flat().map((number) => {
          const option = document.createElement("option");
          const { title, id } = graph.nodes[number];
          option.value = graph.called(title) === undefined ? id : title;
          option.label = id;
          return option;
        }),
      );
    }

    /* Addresses of the library are relative to the file that they were read from. */
    function link(target) {
      const url = new URL(target, address);
      // a host without folders as addresses names the file
      url.pathname += form.action.endsWith("index.html") ? "index.html" : "";
      return url.href;
    }
  }

  function groupOf(kind) {
    return kind === "boundary" || kind === "mention" ? kind : "relation";
  }

  /* The texts that stand in the page, and how to count with them. */
  function textsOf(section) {
    const template = section.querySelector(".rb-explorer__words").content;
    const texts = Object.fromEntries(
      [...template.children].map((one) => [one.dataset.word, one.textContent]),
    );
    texts.count = (number, what) =>
      rolebook.filled(texts[`${number === 1 ? "one" : "many"}-${what}`], { n: number });
    return texts;
  }

  rolebook.onPage(() => document.querySelectorAll(".rb-explorer").forEach(setUp));
})(window.rolebook);

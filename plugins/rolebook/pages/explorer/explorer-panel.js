/* What is chosen in the explorer in; the same as a list beside the picture, out.
   `words` are the texts of the page (templates/explorer.html), `link` makes an address of one of
   the library's. */

(function (rolebook) {
  "use strict";

  /* More names than this are not read; the search finds the others. */
  const MOST = 200;

  rolebook.panel = function (panel, graph, words, link) {
    return { domains, domain, found, role, path };

    function domains() {
      fill(heading({ title: words.domains }), list(graph.domains.map((_, one) => [choice(-1 - one)])));
    }

    function domain(number) {
      const title = heading(graph.domains[number]);
      fill(title, back(words["all-domains"]), roles(graph.members[number]));
    }

    function found(numbers) {
      const some = numbers.length ? [heading({ title: words.found }), roles(numbers)] : [];
      fill(...(some.length ? some : [heading({ title: words.nobody })]));
    }

    /* `edges` are those of its edges that are shown. */
    function role(number, edges) {
      const { id } = graph.nodes[number];
      const out = groups(edges.filter((one) => one.source === number), "out", "target");
      const into = groups(edges.filter((one) => one.source !== number), "in", "source");
      fill(
        heading(graph.nodes[number]),
        element("p", "rb-quiet", [element("code", "", [id])]),
        back(words.back),
        ...(edges.length ? [...out, ...into] : [element("p", "rb-quiet", [words.alone])]),
      );
    }

    function path(from, to, steps) {
      const title = `${graph.nodes[from].title} – ${graph.nodes[to].title}`;
      if (!steps) {
        fill(heading({ title }), back(words.back), element("p", "", [words["no-path"]]));
        return;
      }
      const items = steps.map(({ from: one, to: other, edge }) => {
        if (!edge) {
          const [member, whole] = one < 0 ? [other, one] : [one, other];
          const text = rolebook.filled(words.member, { domain: graph.named(whole).title });
          return [choice(member), element("div", "rb-quiet", [text])];
        }
        return [
          element("div", "", [choice(edge.source), " → ", choice(edge.target)]),
          element("div", "rb-quiet", [words[`out-${edge.kind}`], ...seam(edge, edge.target)]),
          ...said(edge),
        ];
      });
      fill(heading({ title }), back(words.back), list(items, "ol"));
    }

    function fill(...parts) {
      const had = panel.contains(document.activeElement);
      panel.replaceChildren(...parts);
      panel.scrollTop = 0;
      if (had) {
        panel.querySelector("h2").focus();
      }
    }

    /* By domain; with a heading for each where there are several. */
    function roles(numbers) {
      const shown = numbers.slice(0, MOST);
      const parts = [];
      let last;
      for (const one of shown) {
        const place = graph.domainOf(one);
        if (place !== last) {
          parts.push([place, []]);
          last = place;
        }
        parts[parts.length - 1][1].push([choice(one)]);
      }
      const more = numbers.length - shown.length;
      return element("div", "", [
        ...parts.flatMap(([place, items]) => [
          parts.length > 1 ? authored("h3", "", graph.domains[place]) : "",
          list(items),
        ]),
        more ? element("p", "rb-quiet", [rolebook.filled(words.more, { n: more })]) : "",
      ]);
    }

    function groups(edges, way, end) {
      return graph.kinds.flatMap((kind) => {
        const some = edges.filter((one) => one.kind === kind);
        const items = some.map((one) => [choice(one[end]), ...seam(one, one[end]), ...said(one)]);
        return some.length ? [element("h3", "", [words[`${way}-${kind}`]]), list(items)] : [];
      });
    }

    function seam(edge, other) {
      if (!edge.seam) {
        return [];
      }
      const anchor = element("a", "rb-seam", ["⇄"]);
      const name = graph.named(other).title;
      anchor.setAttribute("aria-label", rolebook.filled(words.seam, { name }));
      anchor.href = link(edge.seam);
      return [" ", anchor];
    }

    /* What an edge says, each linked to where it stands. */
    function said(edge) {
      const { address, lang } = graph.nodes[edge.source];
      const some = edge.said.filter(([text]) => text);
      return some.map(([text, fragment]) => {
        const anchor = authored("a", "", { title: text, lang });
        anchor.href = link(`${address}#${fragment}`);
        return element("div", "rb-explorer__said", [anchor]);
      });
    }

    function choice(end) {
      const named = graph.named(end);
      if (end >= 0 && !graph.isRole(end)) {
        return authored("span", "rb-external", named);
      }
      const colour = end < 0 ? named.accent : graph.domains[graph.domainOf(end)].accent;
      const kind = end < 0 ? "domain" : "role";
      const button = authored(
        "button",
        `rb-explorer__choice rb-${kind} rb-accent-${colour}`,
        named,
      );
      button.type = "button";
      button.dataset.end = String(end);
      if (end < 0) {
        const count = words.count(graph.members[-1 - end].length, "role");
        return element("span", "", [button, element("span", "rb-quiet", [` ${count}`])]);
      }
      return button;
    }

    function back(text) {
      const button = element("button", "rb-button rb-explorer__back", [text]);
      button.type = "button";
      return button;
    }

    /* Of a thing of the library, linked to its page, or of words of ours. */
    function heading({ title, lang, address }) {
      const inner = address ? authored("a", "", { title, lang }) : title;
      if (address) {
        inner.href = link(address);
      }
      const made = element("h2", "", [inner]);
      made.tabIndex = -1;
      return made;
    }

    function authored(name, classes, { title, lang }) {
      return rolebook.spoken(element(name, classes, [title]), lang);
    }

    function list(items, name = "ul") {
      return element(
        name,
        name === "ul" ? "rb-plain" : "",
        items.map((parts) => element("li", "", parts)),
      );
    }
  };

  function element(name, classes, children) {
    const made = document.createElement(name);
    made.className = classes;
    made.append(...children.filter((one) => one !== ""));
    return made;
  }
})(window.rolebook);

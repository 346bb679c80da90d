/* A thing of the explorer's picture in; the SVG elements that show it, out. */

(function (rolebook) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  /* So many roles are dots from afar; of more, there are the domains alone. */
  const DOTS = 1000;

  /* The frame of a domain, or of what stands outside where `end` is null; and its name from afar. */
  rolebook.frame = function (layers, graph, domain, end) {
    const [x, y, width, height] = domain.box;
    const accent = end === null ? "rb-map__outside" : `rb-accent-${domain.accent}`;
    const group = put(layers.frames, "g", `rb-map__frame ${accent}`);
    if (end !== null) {
      group.dataset.end = String(end);
    }
    put(group, "rect", "rb-map__ground", { x, y, width, height, rx: 10 });
    if (end !== null && graph.roles <= DOTS) {
      const boxes = graph.members[-1 - end].map((one) => rolebook.box(graph.boxOf(one)));
      put(group, "path", "rb-map__dots", { d: boxes.join("") });
    }
    const title = put(group, "text", "rb-map__title", { x: x + 24, y: y + 31 });
    rolebook.spoken(title, domain.lang).textContent = domain.title;
    const whole = { x: x + width / 2, y: y + height / 2, "text-anchor": "middle" };
    const caption = put(layers.captions, "g", "rb-map__frame");
    const name = put(caption, "text", "rb-map__name", whole);
    rolebook.spoken(name, domain.lang).textContent = domain.title;
    if (domain.wide) {
      name.style.setProperty("--rb-most", `${(width * 0.94) / domain.wide}px`);
    }
    if (end !== null) {
      const count = put(caption, "text", "rb-map__count", whole);
      count.textContent = String(graph.members[-1 - end].length);
    }
    return [group, caption];
  };

  /* The box of a role or an actor outside. */
  rolebook.node = function (layer, graph, number) {
    const { title, lines, domain, lang } = graph.nodes[number];
    const [width, height] = graph.seat;
    const accent = domain === undefined ? "" : ` rb-accent-${graph.domains[domain].accent}`;
    const kind = domain === undefined ? "external" : "role";
    const group = put(layer, "g", `rb-map__node rb-node--${kind}${accent}`);
    group.dataset.end = String(number);
    rolebook.spoken(group, lang);
    put(group, "rect", "rb-node__box", { width, height, rx: 6 });
    if (domain !== undefined) {
      put(group, "path", "rb-node__bar", { d: `M6 8h4v${height - 16}h-4z` });
    }
    lines.forEach((line, place) => {
      const y = height / 2 + 5 + (place - (lines.length - 1) / 2) * 17;
      put(group, "text", "rb-map__label", { x: 17, y }).textContent = line;
    });
    put(group, "title").textContent = title;
    return group;
  };

  /* The end of edges that an element of the picture shows: a number; null for none. */
  rolebook.endOf = function (target) {
    const element = target.closest("[data-end]");
    return element ? Number(element.dataset.end) : null;
  };

  /* Put a new element into another. */
  rolebook.put = put;

  function put(parent, name, classes = "", attributes = {}) {
    return parent.appendChild(make(name, classes, attributes));
  }

  function make(name, classes = "", attributes = {}) {
    const element = document.createElementNS(SVG, name);
    if (classes) {
      element.setAttribute("class", classes);
    }
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, String(value));
    }
    return element;
  }
})(window.rolebook);

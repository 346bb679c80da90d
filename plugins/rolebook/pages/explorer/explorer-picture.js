/* What is to be seen and from where in; the picture of it, in an SVG, out.
   From afar, a domain is one thing, with the borders between domains; from near, its roles are
   drawn with their edges. Only what is in view is drawn at all, so that size costs nothing. */

(function (rolebook) {
  "use strict";

  /* Below this scale the names of roles cannot be read. */
  const FAR = 0.5;

  /* So many roles stand out of the picture from afar, large enough to be read. */
  const FEW = 12;

  /* While the picture moves, what is drawn is moved and stretched as a whole, which costs nothing.
     It is drawn anew once it rests so long, in milliseconds, or would be stretched beyond these. */
  const REST = 140;
  const SMALLER = 0.6;
  const LARGER = 1.7;

  /* Of more edges than these, only those are drawn that have both ends in view: the others lead
     through everything and say nothing. */
  const MANY = 400;

  /* More borders between domains than these are drawn faintly, and of still more none but those of
     the domain that is pointed at. */
  const DENSE = 40;
  const OPAQUE = 400;

  /* Borders between domains come in so many widths. */
  const WIDTHS = 4;

  const put = rolebook.put;

  rolebook.picture = function (svg, graph) {
    const world = put(svg, "g", "rb-map__world");
    const layers = Object.fromEntries(
      ["frames", "borders", "captions", "edges", "nodes", "chosen", "hovered"].map((name) => [
        name,
        put(world, "g", `rb-map__${name}`),
      ]),
    );
    const frames = graph.domains.map((one, number) =>
      rolebook.frame(layers, graph, one, -1 - number),
    );
    if (graph.outside) {
      rolebook.frame(layers, graph, { title: "", box: graph.outside }, null);
    }
    const marks = put(layers.captions, "path", "rb-map__marks");
    const drawn = new Map();
    let seen = { edges: [], chosen: [], nodes: null };
    let view = null;
    let drawnFrom = null;
    let resting = 0;

    svg.addEventListener("pointerover", (event) => hover(rolebook.endOf(event.target)));
    svg.addEventListener("pointerleave", () => hover(null));

    return { show, look };

    /* `edges` are drawn, `chosen` of them one by one; `nodes` stand out, all where it is null;
       `focus` is what it is all about. Those that `stands` is about are seen from afar, too. */
    function show(what) {
      seen = what;
      svg.classList.toggle("rb-map--some", Boolean(seen.nodes));
      frames.forEach((parts, number) => {
        parts.forEach((one) => one.classList.toggle("rb-map__in", isIn(-1 - number)));
      });
      hover(null);
      if (view) {
        render();
      }
    }

    function look(next) {
      view = next;
      clearTimeout(resting);
      if (!drawnFrom || !stretched()) {
        render();
      } else {
        resting = setTimeout(render, REST);
      }
    }

    /* Show what is drawn already from where the reader looks now; false where it does not do. */
    function stretched() {
      const { x, y, scale, width, height } = view;
      const grown = scale / drawnFrom.scale;
      const [right, down] = [(drawnFrom.x - x) * scale, (drawnFrom.y - y) * scale];
      const covers = (size, shift) => Math.abs(shift) <= size * grown - size / 2;
      const isDrawn = drawnFrom.width === width && drawnFrom.height === height;
      if (!isDrawn || grown < SMALLER || grown > LARGER) {
        return false;
      }
      svg.style.transform = `translate(${right}px, ${down}px) scale(${grown})`;
      return covers(width, right) && covers(height, down);
    }

    /* The SVG is twice as wide and high as the stage, whose middle is its own. */
    function render() {
      clearTimeout(resting);
      drawnFrom = view;
      const { x, y, scale, width, height } = view;
      const [left, top] = [width - x * scale, height - y * scale];
      svg.style.transform = "";
      world.setAttribute("transform", `matrix(${scale} 0 0 ${scale} ${left} ${top})`);
      svg.style.setProperty("--rb-unit", String(1 / scale));
      const around = [x - width / scale, y - height / scale, (2 * width) / scale, (2 * height) / scale];
      const near = scale >= FAR;
      const isNear = (end) => near && meet(graph.boxOf(end), around);
      const ends = seen.edges.length > MANY ? "every" : "some";
      svg.classList.toggle("rb-map--far", !near);
      drawNodes(isNear);
      drawEdges(seen.edges.filter((one) => [one.source, one.target][ends](isNear)));
      drawBorders(layers.borders, near || seen.chosen.length ? [] : seen.edges);
      layers.chosen.replaceChildren();
      seen.chosen.forEach((edge) => drawEdge(layers.chosen, edge));
    }

    /* Nodes that come into view are made; those that leave it are taken out. */
    function drawNodes(isNear) {
      const standOut = seen.stands && seen.nodes.size <= FEW;
      const marked = seen.stands && !standOut && view.scale < FAR ? [...seen.nodes] : [];
      const boxes = marked.filter((end) => end >= 0).map((end) => rolebook.box(graph.boxOf(end)));
      marks.setAttribute("d", boxes.join(""));
      graph.nodes.forEach((_, number) => {
        const wanted = isNear(number) || (standOut && seen.nodes.has(number));
        if (wanted && !drawn.has(number)) {
          drawn.set(number, rolebook.node(layers.nodes, graph, number));
        } else if (!wanted && drawn.has(number)) {
          drawn.get(number).remove();
          drawn.delete(number);
        }
      });
      for (const [number, element] of drawn) {
        const [x, y] = enlarged(number);
        element.setAttribute("transform", `translate(${x} ${y}) scale(${growth()})`);
        element.classList.toggle("rb-map__in", isIn(number));
        element.classList.toggle("rb-map__focus", number === seen.focus);
      }
      const unit = 1 / view.scale;
      frames.forEach(([, caption], number) => {
        const [x, y, width, height] = graph.domains[number].box;
        const words = [x + width / 2 - 45 * unit, y + height / 2 - 14 * unit, 90 * unit, 34 * unit];
        const isCovered = view.scale < FAR && [...drawn.keys()].some((one) => meet(enlarged(one), words));
        caption.classList.toggle("rb-map__covered", isCovered);
      });
    }

    /* From afar, what stands out is drawn large enough to be read. */
    function growth() {
      return view.scale < FAR ? (FAR * 1.3) / view.scale : 1;
    }

    /* The box of an end as it is drawn. */
    function enlarged(end) {
      const [x, y, width, height] = graph.boxOf(end);
      const grown = drawn.has(end) ? growth() : 1;
      const [wide, high] = [width * grown, height * grown];
      return [x - (wide - width) / 2, y - (high - height) / 2, wide, high];
    }

    function isIn(end) {
      return !seen.nodes || seen.nodes.has(end);
    }

    /* One line for all edges of a kind: thousands of elements would not move smoothly. */
    function drawEdges(edges) {
      const byKind = new Map();
      const few = edges.length < 60 ? "few" : edges.length <= MANY ? "some" : "many";
      // one arrow a direction: the first kind is drawn
      const taken = new Set(seen.chosen.map(ends));
      for (const edge of edges) {
        if (!taken.has(ends(edge))) {
          taken.add(ends(edge));
          const { line, head } = rolebook.arrow(graph.boxOf(edge.source), graph.boxOf(edge.target));
          const paths = byKind.get(edge.kind) || ["", ""];
          byKind.set(edge.kind, [paths[0] + line, paths[1] + head]);
        }
      }
      layers.edges.setAttribute("class", `rb-map__edges rb-map__edges--${few}`);
      layers.edges.replaceChildren();
      for (const [kind, [lines, heads]] of byKind) {
        const group = put(layers.edges, "g", `rb-edge--${kind.replaceAll("_", "-")}`);
        put(group, "path", "rb-edge__line", { d: lines });
        put(group, "path", "rb-edge__head", { d: heads });
      }
    }

    /* What leads from one domain to another, as one arrow the wider the more it is. */
    function drawBorders(layer, edges) {
      const counts = new Map();
      for (const { source, target } of edges) {
        const pair = [graph.domainOf(source), graph.domainOf(target)];
        if (pair[0] !== pair[1]) {
          counts.set(String(pair), (counts.get(String(pair)) || 0) + 1);
        }
      }
      if (counts.size > OPAQUE) {
        counts.clear();
      }
      const most = Math.max(1, ...counts.values());
      const paths = Array.from({ length: WIDTHS }, () => ["", ""]);
      const head = 9 / view.scale;
      for (const [pair, count] of counts) {
        const [from, to] = pair.split(",").map(boxOfDomain);
        const { line, head: tip } = rolebook.arrow(smaller(from), smaller(to), head);
        const width = Math.min(WIDTHS - 1, Math.floor((count / most) * WIDTHS));
        paths[width][0] += line;
        paths[width][1] += tip;
      }
      const few = counts.size > DENSE ? "many" : "few";
      layer.setAttribute("class", `rb-map__borders rb-map__borders--${few}`);
      layer.replaceChildren();
      paths.forEach(([lines, heads], width) => {
        const group = put(layer, "g", `rb-map__border--${width}`);
        put(group, "path", "rb-edge__line", { d: lines });
        put(group, "path", "rb-edge__head", { d: heads });
      });
    }

    function drawEdge(layer, edge) {
      const unit = Math.max(1, FAR / view.scale);
      const { line, head } = rolebook.arrow(enlarged(edge.source), enlarged(edge.target), 8 * unit);
      const group = put(layer, "g", `rb-map__edge rb-edge--${edge.kind.replaceAll("_", "-")}`);
      group.dataset.edge = String(edge.number);
      rolebook.spoken(group, graph.nodes[edge.source].lang);
      put(group, "path", "rb-edge__hit", { d: line });
      put(group, "path", "rb-edge__line", { d: line });
      put(group, "path", "rb-edge__head", { d: head });
      put(group, "title").textContent = [
        `${graph.named(edge.source).title} → ${graph.named(edge.target).title}`,
        ...edge.said.map(([text]) => text).filter(Boolean),
      ].join("\n");
    }

    /* The edges of what the pointer is over. */
    function hover(end) {
      const edges = new Set(seen.edges);
      const own = end === null ? [] : graph.touching(end).filter((one) => edges.has(one));
      const near = view && view.scale >= FAR;
      layers.hovered.replaceChildren();
      if (seen.chosen.length || !own.length) {
        return;
      }
      if (near && end >= 0) {
        own.forEach((edge) => drawEdge(layers.hovered, edge));
      } else if (!near) {
        drawBorders(put(layers.hovered, "g"), edgesOfDomain(graph.domainOf(end)));
      }
    }

    function edgesOfDomain(domain) {
      const ends = ({ source, target }) => [source, target].map(graph.domainOf);
      return seen.edges.filter((one) => ends(one).includes(domain));
    }

    function boxOfDomain(number) {
      return number === "" ? graph.outside : graph.domains[number].box;
    }
  };

  function ends({ source, target }) {
    return `${source},${target}`;
  }

  function smaller([x, y, width, height]) {
    return [x + width / 4, y + height / 4, width / 2, height / 2];
  }

  function meet([x, y, width, height], [left, top, wide, high]) {
    return x < left + wide && left < x + width && y < top + high && top < y + height;
  }
})(window.rolebook);

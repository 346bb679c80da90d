/* Boxes and the edges between them in; the lines and heads that are drawn, as SVG path data, out. */

(function (rolebook) {
  "use strict";

  const HEAD = 8;

  /* How far an arrow bows out, for its length: beside the one that leads back, and around what
     stands between. */
  const BOW = 0.18;
  const DEEPEST = 110;

  /* One arrow between two boxes [x, y, width, height], as {line, head, middle}. */
  rolebook.arrow = function (from, to, head = HEAD) {
    const [start, end] = [middle(from), middle(to)];
    const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
    const bow = Math.min(BOW, DEEPEST / (Math.hypot(dx, dy) || 1));
    const control = [(start[0] + end[0]) / 2 - dy * bow, (start[1] + end[1]) / 2 + dx * bow];
    const out = edgeOf(from, control);
    // a frame may hold the bow: then the arrow comes straight
    const tip = edgeOf(to, holds(to, control) ? start : control);
    const length = Math.hypot(tip[0] - control[0], tip[1] - control[1]) || 1;
    const [ux, uy] = [(tip[0] - control[0]) / length, (tip[1] - control[1]) / length];
    const neck = [tip[0] - ux * head, tip[1] - uy * head];
    const half = head * 0.45;
    return {
      line: `M${at(out)}Q${at(control)} ${at(neck)}`,
      head:
        `M${at(tip)}L${at([neck[0] - uy * half, neck[1] + ux * half])}` +
        `L${at([neck[0] + uy * half, neck[1] - ux * half])}Z`,
      middle: [
        (out[0] + 2 * control[0] + tip[0]) / 4,
        (out[1] + 2 * control[1] + tip[1]) / 4,
      ],
    };
  };

  /* A box as path data. */
  rolebook.box = ([x, y, width, height]) => `M${x} ${y}h${width}v${height}h${-width}z`;

  function middle([x, y, width, height]) {
    return [x + width / 2, y + height / 2];
  }

  function holds([x, y, width, height], [left, top]) {
    return x <= left && left <= x + width && y <= top && top <= y + height;
  }

  /* Where the line from the middle of a box to a point leaves it. */
  function edgeOf(box, point) {
    const [x, y] = middle(box);
    const [dx, dy] = [point[0] - x, point[1] - y];
    const share = Math.max(Math.abs(dx) / (box[2] / 2), Math.abs(dy) / (box[3] / 2));
    return share > 1 ? [x + dx / share, y + dy / share] : [x, y];
  }

  function at([x, y]) {
    return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
  }
})(window.rolebook);

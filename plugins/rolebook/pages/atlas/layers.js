/* The layers of a large atlas in; lines between the boxes, and what a box stands on and what builds
   on it, out. The numbers in the boxes say the same without it. */

(function (rolebook) {
  "use strict";

  /* Pixels between two boxes with nothing but the space between two layers. */
  const NEAR = 64;

  rolebook.onPage(() => {
    document.querySelectorAll(".rb-layers").forEach((layers) => {
      const made = (name, parent) => parent.appendChild(document.createElementNS("http://www.w3.org/2000/svg", name));
      const picture = made("svg", layers);
      const boxes = [...layers.querySelectorAll("a")];
      const lines = boxes.flatMap((box) =>
        boxes
          .filter((one) => box.dataset.needs.split(" ").includes(one.dataset.number))
          .map((one) => [one, box, made("path", picture)]),
      );

      // it goes with the page: who is observed by nobody else is forgotten
      new ResizeObserver(() => {
        lines.forEach(([above, below, path]) => {
          const [x, u] = [above, below].map((one) => one.offsetLeft + one.offsetWidth / 2);
          const [y, v] = [above.offsetTop + above.offsetHeight, below.offsetTop];
          // where there is room for a box between the two, there may be one
          path.classList.toggle("rb-far", v - y > NEAR);
          path.setAttribute("d", `M${x} ${y}C${x} ${v} ${u} ${y} ${u} ${v}`);
        });
      }).observe(layers);

      /* Lights what is on a way from a box, one way round: the ends of lines are 0 and 1. */
      const light = (box, start) => {
        box.classList.add("rb-on");
        lines.forEach((line) => {
          // no line twice: there are more ways than anybody could walk
          if (line[start] === box && !line[2].matches(".rb-on")) {
            line[2].classList.add("rb-on");
            light(line[1 - start], start);
          }
        });
      };

      // what was pointed at last stays lit for who scrolls on
      boxes.forEach((box) => {
        box.onmouseover = box.onfocus = () => {
          layers.querySelectorAll(".rb-on").forEach((one) => one.classList.remove("rb-on"));
          light(box, 0);
          light(box, 1);
        };
      });
    });
  });
})(window.rolebook);

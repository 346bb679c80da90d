/* The layers of a large atlas in; lines between the boxes, and what a box stands on and what builds
   on it, out. The numbers in the boxes say the same without it. */

(function (rolebook) {
  "use strict";

  /* Pixels between two boxes with nothing but the space between two layers. */
  const NEAR = 64;

  rolebook.onPage(() => {
    document.querySelectorAll(".rb-layers").forEach((layers) => {
      const boxes = [...layers.querySelectorAll("a")];
      const lines = boxes.flatMap((box) =>
        boxes.filter((one) => box.dataset.needs.split(" ").includes(one.dataset.number)).map((one) => [one, box]),
      );
      const paths = "<path/>".repeat(lines.length);
      layers.insertAdjacentHTML("afterbegin", `<svg aria-hidden="true">${paths}</svg>`);
      const drawn = [...layers.firstChild.children];

      // it goes with the page: who is observed by nobody else is forgotten
      new ResizeObserver(() => {
        lines.forEach(([above, below], place) => {
          const [x, u] = [above, below].map((one) => one.offsetLeft + one.offsetWidth / 2);
          const [y, v] = [above.offsetTop + above.offsetHeight, below.offsetTop];
          // where there is room for a box between the two, there may be one
          drawn[place].classList.toggle("rb-far", v - y > NEAR);
          drawn[place].setAttribute("d", `M${x} ${y}C${x} ${v} ${u} ${y} ${u} ${v}`);
        });
      }).observe(layers);

      /* Lights what is on a way from a box, one way round: the ends of lines are 0 and 1. */
      const light = (box, start) => {
        box.classList.add("rb-on");
        lines.forEach((line, place) => {
          const { classList } = drawn[place];
          if (line[start] === box && !classList.contains("rb-on")) {
            classList.add("rb-on");
            light(line[1 - start], start);
          }
        });
      };

      const point = ({ target }) => {
        layers.querySelectorAll(".rb-on").forEach((one) => one.classList.remove("rb-on"));
        const box = target.closest("a");
        [0, 1].forEach((start) => box && light(box, start));
      };

      // what was pointed at last stays lit for who scrolls on
      layers.addEventListener("mouseover", point);
      layers.addEventListener("focusin", point);
    });
  });
})(window.rolebook);

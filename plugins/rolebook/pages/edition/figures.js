/* Pictures wider than their column in; the same with what they are about in sight out. */

(function (rolebook) {
  "use strict";

  rolebook.onPage(() => {
    document.querySelectorAll(".rb-figure").forEach((figure) => {
      // an atlas is about no one of its competencies: its picture begins with the first
      const first = figure.closest(".rb-guide") && figure.querySelector(".rb-node");
      const node = figure.querySelector(".rb-node--focus") || first;
      if (node && figure.scrollWidth > figure.clientWidth) {
        const [outer, inner] = [figure, node].map((one) => one.getBoundingClientRect());
        figure.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
      }
    });
  });
})(window.rolebook);

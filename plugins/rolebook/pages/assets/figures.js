/* Pictures wider than their column in; the same with what they are about in sight out. */

(function (rolebook) {
  "use strict";

  rolebook.onPage(() => {
    document.querySelectorAll(".rb-figure").forEach((figure) => {
      const node = figure.querySelector(".rb-node--focus");
      if (node && figure.scrollWidth > figure.clientWidth) {
        const [outer, inner] = [figure, node].map((one) => one.getBoundingClientRect());
        figure.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
      }
    });
  });
})(window.rolebook);

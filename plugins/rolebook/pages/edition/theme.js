/* Material's header in; the same with what a screen reader misses in it out. */

(function (rolebook) {
  "use strict";

  /* Material calls its search a dialog, and gives the name to the field in it alone. */
  rolebook.onPage(() => {
    document.querySelectorAll(".md-search[role='dialog']:not([aria-label])").forEach((dialog) => {
      const field = dialog.querySelector("input[aria-label]");
      if (field) {
        dialog.setAttribute("aria-label", field.getAttribute("aria-label"));
      }
    });
  });
})(window.rolebook);

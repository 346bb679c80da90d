/* Links of diagrams in; Material's instant navigation keeps working out.
   With `navigation.instant`, Material assigns `link.href = link.href` to every relative link of a
   page before it shows it. The `href` of an SVG link cannot be assigned: the page would never be
   shown. Needed on every page, since it is the page before that one which runs it; and on a page
   with a diagram before Material's scripts, which do the same when the first page is opened. */
(function () {
  "use strict";
  var links = window.SVGAElement && window.SVGAElement.prototype;
  var href = links && Object.getOwnPropertyDescriptor(links, "href");
  if (href && href.configurable && !href.set) {
    // The browser resolves the attribute itself: there is nothing to do.
    Object.defineProperty(links, "href", {
      get: href.get,
      set: function () {},
      configurable: true,
      enumerable: href.enumerable,
    });
  }
})();

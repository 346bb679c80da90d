/* The competency that is being read in; its place in the diagrams of the page out. */

(function (rolebook) {
  "use strict";

  /* The band of the window, in parts of its height, whose card is the one that is read. */
  const BAND = "-45% 0px -45% 0px";

  let watching = null;

  /* Ids of competencies stand in an address as they are: they are letters, digits and `-_.`. */
  const idOf = (node) => node.getAttribute("href").split("#")[1];

  /* What is done is shown in the diagrams: `word` says so to those who do not see it. */
  rolebook.diagramDone = function (page, done, word) {
    page.querySelectorAll("a.rb-node").forEach((node) => {
      const isDone = done.has(idOf(node));
      if (node.classList.toggle("rb-node--done", isDone) !== Boolean(node.dataset.undone)) {
        const title = node.querySelector("title");
        if (isDone) {
          node.dataset.undone = title.textContent;
          title.textContent = `${title.textContent}, ${word}`;
        } else {
          title.textContent = node.dataset.undone;
          delete node.dataset.undone;
        }
      }
    });
  };

  function setUp(page) {
    const cards = [...page.querySelectorAll(".rb-competency")];
    const nodes = [...page.querySelectorAll("a.rb-node")];
    const guide = page.querySelector(".rb-guide");
    const inBand = new Set();
    if (!guide) {
      return;
    }

    const keep = guide.querySelector("input");
    const kept = () => {
      guide.classList.toggle("rb-guide--kept", keep.checked);
      // what stands above a card that is jumped to
      page.style.setProperty("--rb-guide", keep.checked ? `${guide.offsetHeight}px` : "0px");
    };
    guide.querySelector(".rb-scripted").hidden = false;
    keep.addEventListener("change", kept);
    kept();
    requestAnimationFrame(uncover);

    watching = new IntersectionObserver(
      (entries) => {
        entries.forEach((one) => inBand[one.isIntersecting ? "add" : "delete"](one.target));
        const [read] = cards.filter((card) => inBand.has(card)).slice(-1);
        // between two cards, the one before is still read; above them all, none
        if (read || cards[0].getBoundingClientRect().top > window.innerHeight / 2) {
          here(read ? read.getAttribute("aria-labelledby") : null);
        }
      },
      { rootMargin: BAND },
    );
    cards.forEach((card) => watching.observe(card));

    /* Whoever scrolled to a card before the diagram was there left the card's heading below it. */
    function uncover() {
      // not `:target`, which a page that was put in place of another does not have
      const asked = cards.find((card) => `#${card.getAttribute("aria-labelledby")}` === location.hash);
      const heading = asked && asked.querySelector("h3");
      const top = heading && heading.getBoundingClientRect().top;
      if (heading && top >= 0 && top < guide.getBoundingClientRect().bottom) {
        heading.scrollIntoView();
      }
    }

    function here(id) {
      nodes.forEach((node) => {
        const isHere = idOf(node) === id;
        if (isHere !== node.hasAttribute("aria-current")) {
          node.toggleAttribute("aria-current", isHere);
          if (isHere) {
            node.setAttribute("aria-current", "location");
            bringIntoView(node);
          }
        }
      });
    }
  }

  /* Within its picture only: the page is the reader's to move. */
  function bringIntoView(node) {
    const figure = node.closest(".rb-figure");
    const [outer, inner] = [figure.getBoundingClientRect(), node.getBoundingClientRect()];
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    figure.scrollBy({
      left: inner.left + inner.width / 2 - outer.left - outer.width / 2,
      top: inner.top + inner.height / 2 - outer.top - outer.height / 2,
      behavior: calm ? "auto" : "smooth",
    });
  }

  rolebook.onPage(() => {
    if (watching) {
      watching.disconnect();
    }
    document.querySelectorAll(".rb-atlas").forEach(setUp);
  });
})(window.rolebook);

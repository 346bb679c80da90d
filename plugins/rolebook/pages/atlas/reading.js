/* The competency that is being read in; its place in the diagrams of the page out. */

(function (rolebook) {
  "use strict";

  /* The band of the window, in parts of its height, whose card is the one that is read. */
  const BAND = "-45% 0px -45% 0px";

  /* The part of the window's height that a kept diagram may take. */
  const SHOWN = 0.3;

  let leaving = null;

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
    const figure = guide.querySelector(".rb-figure");
    let [shown, sticksAt] = [0, NaN];
    let [read, next] = [null, ""];

    function measure() {
      // all of it scrolls by until its last part stays: nothing on the page moves for that
      const [whole, below] = [figure.offsetHeight, guide.offsetHeight - figure.offsetHeight];
      shown = Math.min(whole, Math.round(SHOWN * window.innerHeight));
      guide.classList.toggle("rb-guide--kept", keep.checked);
      guide.style.setProperty("--rb-over", `${whole - shown}px`);
      guide.style.setProperty("--rb-shown", `${shown}px`);
      // what stands above a card that is jumped to
      page.style.setProperty("--rb-guide", keep.checked ? `${shown + below}px` : "0px");
      sticksAt = parseFloat(getComputedStyle(guide).top);
      stick();
    }

    function stick() {
      // it sticks nowhere where the window is small: that is no number
      const isStuck = guide.getBoundingClientRect().top <= sticksAt + 1;
      guide.classList.toggle("rb-guide--stuck", isStuck);
    }

    leaving = new AbortController();
    const { signal } = leaving;
    guide.querySelector(".rb-scripted").hidden = false;
    keep.addEventListener("change", measure);
    guide.addEventListener("focusin", ({ target }) => target.closest("a") && into(target));
    window.addEventListener("scroll", stick, { passive: true, signal });
    // it tells the first size, too, when that is known anyway
    const sizing = new ResizeObserver(() => {
      const isFirst = !shown;
      measure();
      if (isFirst) {
        uncover();
      }
    });
    sizing.observe(figure);
    signal.addEventListener("abort", () => sizing.disconnect());

    const watching = new IntersectionObserver(
      (entries) => {
        entries.forEach((one) => inBand[one.isIntersecting ? "add" : "delete"](one.target));
        const [card] = cards.filter((one) => inBand.has(one)).slice(-1);
        // between two cards, the one before is still read; above them all, none
        if (card || cards[0].getBoundingClientRect().top > window.innerHeight / 2) {
          here(card ? card.getAttribute("aria-labelledby") : null);
        }
      },
      { rootMargin: BAND },
    );
    cards.forEach((card) => watching.observe(card));
    signal.addEventListener("abort", () => watching.disconnect());

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

    /* Who plans sees where to go on; without a plan, the end of the picture stays. */
    function rest() {
      const node = nodes.find((one) => figure.contains(one) && idOf(one) === next);
      if (node) {
        into(node);
      } else {
        guide.style.setProperty("--rb-down", "0px");
      }
    }

    rolebook.diagramNext = (id) => {
      next = id;
      if (read === null) {
        rest();
      }
    };

    function here(id) {
      read = id;
      if (id === null) {
        rest();
      }
      nodes.forEach((node) => {
        const isHere = idOf(node) === id;
        if (isHere !== node.hasAttribute("aria-current")) {
          node.toggleAttribute("aria-current", isHere);
          if (isHere) {
            node.setAttribute("aria-current", "location");
            into(node);
          }
        }
      });
    }

    /* Bring a node into the part that stays: the picture moves, since the page is the reader's. */
    function into(node) {
      const own = node.closest(".rb-figure");
      const [outer, inner, picture] = [own, node, node.ownerSVGElement].map((one) =>
        one.getBoundingClientRect(),
      );
      own.scrollBy({
        left: inner.left + inner.width / 2 - outer.left - outer.width / 2,
        behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
      });
      if (own === figure) {
        const middle = inner.top + inner.height / 2 - picture.top;
        const down = own.offsetHeight - shown / 2 - parseFloat(getComputedStyle(own).paddingTop);
        const most = own.offsetHeight - shown;
        const moved = Math.min(most, Math.max(0, Math.round(down - middle)));
        guide.style.setProperty("--rb-down", `${moved}px`);
      }
    }
  }

  rolebook.onPage(() => {
    rolebook.diagramNext = () => {};
    if (leaving) {
      leaving.abort();
    }
    document.querySelectorAll(".rb-atlas").forEach(setUp);
  });
})(window.rolebook);

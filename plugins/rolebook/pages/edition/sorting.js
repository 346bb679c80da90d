/* A table in; a button in each head of a column, which sorts the rows by it, out.
   A cell is sorted by its rank where it has one, else by its words; an empty one comes last. */

(function (rolebook) {
  "use strict";

  function setUp(table) {
    const heads = [...table.tHead.rows[0].cells];
    const words = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });

    heads.forEach((head, column) => {
      const button = document.createElement("button");
      const name = head.textContent.trim();
      button.type = "button";
      button.className = "rb-sort";
      button.setAttribute("aria-label", rolebook.filled(table.dataset.sort, { name }));
      button.addEventListener("click", () => {
        const falling = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((one) => one.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", falling ? "descending" : "ascending");
        sort(column, falling ? -1 : 1);
      });
      head.append(" ", button);
    });

    function sort(column, way) {
      const body = table.tBodies[0];
      const keys = [...body.rows].map((row) => [keyOf(row.cells[column]), row]);
      keys.sort(([one], [other]) => {
        if (one === null || other === null) {
          return (one === null) - (other === null);
        }
        return way * (typeof one === "number" ? one - other : words.compare(one, other));
      });
      body.append(...keys.map(([, row]) => row));
    }
  }

  function keyOf(cell) {
    if (cell.dataset.rank !== undefined) {
      return Number(cell.dataset.rank);
    }
    const text = cell.classList.contains("rb-none") ? "" : cell.textContent.trim();
    return text || null;
  }

  rolebook.onPage(() =>
    document.querySelectorAll(".rb-sortable:not(:has(.rb-sort))").forEach(setUp),
  );
})(window.rolebook);

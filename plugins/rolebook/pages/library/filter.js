/* The table of all roles: what a reader chooses in; the rows that are like that, out.
   The choice stands in the address, so that it can be shared and the back button finds it. */

(function (rolebook) {
  "use strict";

  function setUp(form) {
    const fields = [...form.querySelectorAll("select, input")];
    const status = form.querySelector("[role=status]");
    const clear = form.querySelector("[type=reset]");
    const rows = [...document.getElementById(form.dataset.filters).tBodies[0].rows];
    let index = null;
    let facts = null;

    form.hidden = false;
    restore();
    form.addEventListener("input", changed);
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      fields.forEach((field) => (field.value = ""));
      changed();
      fields[0].focus();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [only, other] = rows.filter((row) => !row.hidden);
      if (only && !other) {
        only.querySelector("th a").click();
      }
    });

    function restore() {
      for (const field of fields) {
        field.value = rolebook.asked(field.name);
        // a choice that this library does not have
        if (field.selectedIndex === -1) {
          field.value = "";
        }
      }
      if (fields.some((field) => field.value)) {
        filter();
      }
    }

    function changed() {
      rolebook.ask(Object.fromEntries(fields.map((one) => [one.name, one.value.trim()])));
      filter();
    }

    function filter() {
      const wanted = Object.fromEntries(fields.map((one) => [one.name, one.value.trim()]));
      facts = facts || rows.map(factsOf);
      const fit = wanted.words ? withWords(wanted.words) : null;
      let left = 0;
      rows.forEach((row, number) => {
        const { domain, model, tools } = facts[number];
        const fits =
          (!wanted.domain || wanted.domain === domain) &&
          (!wanted.model || wanted.model === model) &&
          (!wanted.tool || tools.includes(wanted.tool)) &&
          (!fit || fit.has(number));
        left += fits;
        if (row.hidden === fits) {
          row.hidden = !fits;
        }
      });
      const { all, some, none } = form.dataset;
      const few = left ? rolebook.filled(some, { n: left }) : none;
      rolebook.say(status, left === rows.length ? all : few);
      clear.disabled = !Object.values(wanted).some(Boolean);
    }

    function withWords(question) {
      index = index || rolebook.index(rows.map((row) => [[row.textContent, 1]]));
      const { found, whole } = index.find(question);
      return new Set(whole ? found : []);
    }
  }

  function factsOf(row) {
    const model = row.querySelector("[data-model]");
    return {
      domain: row.dataset.domain,
      model: model ? model.dataset.model : "",
      tools: [...row.querySelectorAll("[data-tool]")].map((one) => one.dataset.tool),
    };
  }

  rolebook.onPage(() => document.querySelectorAll(".rb-filter").forEach(setUp));
})(window.rolebook);

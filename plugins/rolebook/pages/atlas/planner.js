/* Planning a path: what a reader wants to reach and has done, in; the least steps to it, out.
   All steps stand in the page (templates/planner.html), with what they stand on: here they are
   chosen and counted, and nothing is searched for. */

(function (rolebook) {
  "use strict";

  const LEVEL = "level:";
  const ATLAS = "atlas:";

  /* As many ids of a file as a message can hold. */
  const NAMED = 10;

  function setUp(planner) {
    const words = planner.dataset;
    const page = planner.closest(".rb-atlas");
    const goal = planner.querySelector("select");
    const plan = planner.querySelector(".rb-plan");
    const said = planner.querySelector(".rb-planner__said");
    const heard = planner.querySelector(".rb-heard");
    const offer = planner.querySelector(".rb-offer");
    const file = planner.querySelector("input[type=file]");
    const steps = [...planner.querySelectorAll(".rb-step")].map(stepOf);
    const places = new Map(steps.map((step, place) => [step.id, place]));
    const written = new Intl.NumberFormat(planner.closest("[lang]").lang);
    const boxes = [...page.querySelectorAll("input[data-done]")];
    const where = new URL(words.atlases, location.href).pathname;
    const atlases = [...new Set(steps.map((step) => step.atlas))];
    let done = read();

    page.querySelectorAll(".rb-scripted").forEach((one) => (one.hidden = false));
    restore();

    goal.addEventListener("change", () => {
      rolebook.ask({ goal: goal.value });
      said.textContent = "";
      show();
      rolebook.say(heard, plan.hidden ? "" : counted());
    });
    boxes.forEach((box) => box.addEventListener("change", () => tick(box)));
    offer.querySelector("button").addEventListener("click", () => {
      const box = offer.parentElement.querySelector("input[data-done]");
      mark(before(places.get(box.dataset.done)), true);
      box.focus();
    });
    planner.querySelector(".rb-planner__tools").addEventListener("click", (event) => {
      const does = event.target.dataset.does;
      if (does === "print") {
        window.print();
      } else if (does === "save") {
        save();
      } else if (does === "load") {
        file.click();
      }
    });
    file.addEventListener("change", load);

    /* The ids of what is done; of other atlases with their names, as in the steps. */
    function read() {
      return new Set(
        atlases.flatMap((atlas) =>
          [...kept(atlas)].map((id) => (atlas ? `${atlas}#${id}` : id)),
        ),
      );
    }

    /* What is done of one atlas: each has its own list. */
    function kept(atlas) {
      return rolebook.progress.read(atlas || words.atlas, where);
    }

    function restore() {
      const asked = rolebook.asked("goal");
      goal.value = asked;
      // a goal that this atlas does not have
      if (goal.selectedIndex === -1) {
        goal.value = "";
        said.textContent = words.unknown;
      }
      show();
    }

    /* What the goal asks for, and all that comes before it, in order. */
    function chosen() {
      const { value } = goal;
      if (!value || value === ATLAS) {
        return value ? steps.map((_, place) => place) : [];
      }
      const level = value.startsWith(LEVEL) ? value.slice(LEVEL.length) : null;
      const aims = level === null ? [places.get(value)] : [];
      steps.forEach((step, place) => level !== null && step.level === level && aims.push(place));
      return withBefore(aims);
    }

    function withBefore(aims) {
      const found = new Set(aims);
      // a set is walked to its end, also while it grows; in a circle, too
      for (const place of found) {
        steps[place].before.forEach((one) => found.add(one));
      }
      return [...found].sort((a, b) => a - b);
    }

    function before(place) {
      return withBefore([place]).filter((one) => one !== place && !done.has(steps[one].id));
    }

    function tick(box) {
      const place = places.get(box.dataset.done);
      mark([place], box.checked);
      const open = box.checked ? before(place).length : 0;
      if (open) {
        box.closest(".rb-step, .rb-competency__head").append(offer);
        offer.hidden = false;
        const text = open === 1 ? words.buildsOne : words.buildsMany;
        offer.firstElementChild.textContent = rolebook.filled(text, { n: open });
      }
    }

    function mark(those, isDone) {
      // another tab may have marked others since
      const saved = atlases.map((atlas) => {
        const its = kept(atlas);
        those.forEach((place) => {
          if (steps[place].atlas === atlas) {
            its[isDone ? "add" : "delete"](steps[place].id.split("#").pop());
          }
        });
        return rolebook.progress.write(atlas || words.atlas, where, its);
      });
      done = read();
      said.textContent = saved.every(Boolean) ? "" : words.unkept;
      show();
    }

    function show() {
      offer.hidden = true;
      boxes.forEach((box) => (box.checked = done.has(box.dataset.done)));
      rolebook.diagramDone(page, done, words.doneWord);
      const path = chosen();
      plan.hidden = !path.length;
      planner.querySelector("[data-does=print]").hidden = plan.hidden;
      page.classList.toggle("rb-atlas--planned", !plan.hidden);
      // the diagram shows this atlas's
      const next = path.find((place) => !done.has(steps[place].id) && !steps[place].atlas);
      rolebook.diagramNext(next === undefined ? "" : steps[next].id);
      if (path.length) {
        const { textContent, lang } = goal.selectedOptions[0];
        const name = document.createElement("span");
        name.textContent = textContent;
        plan.querySelector(".rb-plan__goal").replaceChildren(rolebook.spoken(name, lang));
        list(path);
      }
    }

    function list(path) {
      const shown = new Set(path);
      const open = path.filter((place) => !done.has(steps[place].id));
      const last = (fact) => path.reduce((a, b) => (steps[b][fact] > steps[a][fact] ? b : a));
      const [all, left] = [hours(path), hours(open)];
      // where no hours are said, the longest chain is the one of the most steps
      const byHours = all ? chain(last("chainHours"), "chainBefore") : [];
      const byStages = chain(last("stage"), "stageBefore");
      steps.forEach((step, place) => {
        const { classList } = step.row;
        step.row.hidden = !shown.has(place);
        const isDone = done.has(step.id);
        const ready = step.before.every((one) => done.has(steps[one].id));
        classList.toggle("rb-step--done", isDone);
        classList.toggle("rb-step--ready", ready && !isDone);
        const longest = all ? byHours : byStages;
        classList.toggle("rb-step--chain", longest.length > 1 && longest.includes(place));
      });
      count("steps", path.length);
      count("hours", all);
      count("left", all ? left : 0, Boolean(all));
      count("chain", hours(byHours));
      count("window", Math.max(...path.map((place) => steps[place].window)));
      count("done", `${path.length - open.length} / ${path.length}`);
      const progress = plan.querySelector("progress");
      progress.max = all || path.length;
      progress.value = all ? all - left : path.length - open.length;
      say("hours", byHours);
      say("stages", byStages.length > byHours.length ? byStages : []);
      plan.querySelector(".rb-plan__more").hidden = path.length < 2;
      stages(path);
    }

    /* What the plan comes to, for who does not see that there is one now. */
    function counted() {
      const facts = [...plan.querySelectorAll(".rb-counts > div")];
      return facts.map((one) => `${one.lastChild.textContent} ${one.firstChild.textContent}`).join(", ");
    }

    function chain(place, link) {
      const found = [];
      for (let one = place; one >= 0; one = steps[one][link]) {
        found.unshift(one);
      }
      return found;
    }

    function hours(those) {
      return Math.round(100 * those.reduce((sum, place) => sum + steps[place].hours, 0)) / 100;
    }

    /* What no step says is not counted. */
    function count(name, value, isSaid = value !== 0) {
      const place = plan.querySelector(`[data-count=${name}]`);
      place.textContent = typeof value === "number" ? written.format(value) : value;
      place.closest("div, span").hidden = !isSaid;
    }

    function say(name, those) {
      const line = plan.querySelector(`[data-chain=${name}]`);
      line.hidden = !those.length;
      if (line.hidden) {
        return;
      }
      const { one, words: many, bare } = line.dataset;
      const known = hours(those);
      const text = known ? (those.length === 1 ? one : many) : bare;
      const values = { n: those.length, hours: written.format(known) };
      line.textContent = `${rolebook.filled(text, values)} `;
      line.append(...titles(those, " → "));
    }

    function stages(path) {
      const rows = [];
      path.forEach((place) => {
        const { stage } = steps[place];
        (rows[stage] = rows[stage] || []).push(place);
      });
      plan.querySelector(".rb-stages").replaceChildren(
        ...rows.filter(Boolean).map((those) => {
          const row = document.createElement("li");
          row.append(...titles(those, " · "));
          return row;
        }),
      );
    }

    function titles(those, between) {
      return those.flatMap((place, number) => {
        const title = document.createElement("span");
        title.className = done.has(steps[place].id) ? "rb-step__done" : "";
        title.textContent = steps[place].title;
        rolebook.spoken(title, steps[place].lang);
        return number ? [between, title] : [title];
      });
    }

    function save() {
      const link = document.createElement("a");
      const text = rolebook.progress.text(words.atlas, kept(""));
      link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      link.download = `${words.atlas}.done.json`;
      link.click();
      // not before the browser has taken it
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      said.textContent = rolebook.filled(words.saved, { file: link.download });
    }

    async function load() {
      const [chosenFile] = file.files;
      if (!chosenFile) {
        return;
      }
      const told = await rolebook.progress.load(chosenFile, words.atlas);
      // the same file may be chosen again
      file.value = "";
      if (told.problem) {
        said.textContent = rolebook.filled(words[told.problem], { atlas: told.about });
        return;
      }
      const known = [...new Set(told.done)].filter((id) => places.has(id));
      const gone = [...new Set(told.done)].filter((id) => !places.has(id));
      const fresh = known.filter((id) => !done.has(id)).length;
      const loaded = rolebook.filled(words.loaded, { n: known.length, new: fresh });
      mark(known.map((id) => places.get(id)), true);
      const about = [known.length || !gone.length ? loaded : words.none];
      if (gone.length) {
        const named = [...gone.slice(0, NAMED), ...(gone.length > NAMED ? ["…"] : [])];
        about.push(rolebook.filled(words.gone, { ids: named.join(", ") }));
      }
      said.textContent = [...about, said.textContent].join(" ");
    }
  }

  function stepOf(row) {
    const { id, atlas = "", level, before, hours, window, stage, stageBefore } = row.dataset;
    const { chainHours, chainBefore } = row.dataset;
    return {
      row,
      id,
      atlas,
      level,
      title: row.querySelector("a").textContent,
      lang: row.querySelector("a").lang,
      before: before ? before.split(" ").map(Number) : [],
      hours: Number(hours),
      window: Number(window),
      stage: Number(stage),
      stageBefore: Number(stageBefore),
      chainHours: Number(chainHours),
      chainBefore: Number(chainBefore),
    };
  }

  rolebook.onPage(() => document.querySelectorAll(".rb-planner").forEach(setUp));
})(window.rolebook);

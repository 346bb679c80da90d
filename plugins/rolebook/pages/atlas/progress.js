/* What is done of an atlas: kept in the browser, written to a file and read from one. */

(function (rolebook) {
  "use strict";

  const FORMAT = "rolebook-progress";
  const VERSION = 1;

  /* A file of ours has some kilobytes; nobody waits for a film to be read. */
  const LARGEST = 1e6;

  /* Where the browser keeps nothing, it lasts as long as the page. */
  const unkept = new Map();

  /* Two sites of one host may each have an atlas of the same id: `where` is the address of this
     site's atlases. Until there was one in the key, all of them shared what was done. */
  const key = (atlas, where) => `rolebook:done:${where}${atlas}`;
  const ids = (found) => (Array.isArray(found) ? found.filter((id) => typeof id === "string") : []);

  rolebook.progress = {
    /* The ids of what is done, also of those that the atlas no longer has. */
    read(atlas, where) {
      if (unkept.has(atlas)) {
        return new Set(unkept.get(atlas));
      }
      try {
        const own = localStorage.getItem(key(atlas, where));
        return new Set(ids(JSON.parse(own ?? localStorage.getItem(key(atlas, "")) ?? "[]")));
      } catch {
        return new Set();
      }
    },

    /* Whether the browser keeps it. */
    write(atlas, where, done) {
      const sorted = [...done].sort();
      try {
        localStorage.setItem(key(atlas, where), JSON.stringify(sorted));
        unkept.delete(atlas);
        return true;
      } catch {
        unkept.set(atlas, sorted);
        return false;
      }
    },

    /* The text of a file. */
    text(atlas, done) {
      const made = { format: FORMAT, version: VERSION, atlas, done: [...done].sort() };
      return `${JSON.stringify(made, null, 2)}\n`;
    },

    /* What a file says of an atlas: `{done}`, or the `problem` with it. */
    async load(file, atlas) {
      if (file.size > LARGEST) {
        return { problem: "noFile" };
      }
      let said = null;
      try {
        said = JSON.parse(await file.text());
      } catch {
        return { problem: "noFile" };
      }
      if (!said || said.format !== FORMAT || !Array.isArray(said.done)) {
        return { problem: "noFile" };
      }
      if (said.version !== VERSION) {
        return { problem: "tooNew" };
      }
      if (said.atlas !== atlas) {
        return { problem: "other", about: String(said.atlas) };
      }
      return { done: ids(said.done) };
    },
  };
})(window.rolebook);

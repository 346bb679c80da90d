/* Scripts of the site and a file of questions in; the numbers of who answers each, and whether
   surely, out. Run as: node asked.js SCRIPT… INDEX QUESTIONS */

const { readFileSync } = require("node:fs");

const [questions, index, ...scripts] = process.argv.slice(2).reverse();
global.window = { rolebook: {} };
for (const one of scripts.reverse()) {
  (0, eval)(readFileSync(one, "utf-8"));
}
const begun = performance.now();
const { asked } = window.rolebook.answers(JSON.parse(readFileSync(index, "utf-8")).index);
const made = performance.now();
const all = JSON.parse(readFileSync(questions, "utf-8"));
let worst = 0;
const answers = all.map((one) => {
  const start = performance.now();
  const found = asked(one);
  worst = Math.max(worst, performance.now() - start);
  return found.map(({ owner, entry, certain }) => [owner, entry, certain]);
});
const each = (performance.now() - made) / all.length;
process.stdout.write(JSON.stringify({ answers, made: made - begun, each, worst }));

/* Texts in; which of them have the words of a question, best first, out. */

(function (rolebook) {
  "use strict";

  /* Set aside in a question that has other words: "who owns the refunds?", "di chi è il rimborso?" */
  const FILLERS = new Set(
    (
      "who whom whose what does do is are own owns owned owner hold holds held for to of the a an " +
      "can could may should must i my me we our us you your it this that which how where when in " +
      "on at by with from about need needs want wants give gives get gets make makes have has be " +
      "and chi cosa che possiede ha di del della il lo la i gli le un una per e"
    ).split(" "),
  );

  /* Each text is a list of [words, weight]; what stands in its heaviest part counts.
     `find(question)` returns {found: [number of the text, …], words: Set, whole: boolean}:
     whole means that each of the texts found has all words of the question, else they have most. */
  rolebook.index = function (texts) {
    /* word → [the texts it is in, its weight in each] */
    const vocabulary = new Map();
    texts.forEach((parts, number) => {
      for (const [text, weight] of parts) {
        for (const word of rolebook.words(text)) {
          enter(word, number, weight);
        }
      }
    });
    const entries = [...vocabulary];

    /* The words like one that is asked for are the same until the next page is built. */
    const known = new Map();

    return { find };

    function enter(word, number, weight) {
      let entry = vocabulary.get(word);
      if (!entry) {
        vocabulary.set(word, (entry = { texts: [], weights: [] }));
      }
      const last = entry.texts.length - 1;
      if (entry.texts[last] !== number) {
        entry.texts.push(number);
        entry.weights.push(weight);
      } else if (entry.weights[last] < weight) {
        entry.weights[last] = weight;
      }
    }

    function find(question) {
      const all = [...new Set(rolebook.words(question))];
      const some = all.filter((word) => !FILLERS.has(word));
      const asked = some.length ? some : all;
      // a typo is forgiven where a word is not found as written, then where they are not together
      const written = ranked(asked.map((word) => orMistyped(word)), asked.length);
      if (written.whole) {
        return written;
      }
      const mistyped = ranked(asked.map((word) => like(word, true)), asked.length);
      return mistyped.whole ? mistyped : written;
    }

    function orMistyped(word) {
      const found = like(word, false);
      return found.length ? found : like(word, true);
    }

    /* Every [word of the texts, likeness] that is like the one asked for. */
    function like(asked, forgiving) {
      const key = (forgiving ? "~" : "=") + asked;
      if (!known.has(key)) {
        const found = [];
        for (const [word] of entries) {
          const likeness = rolebook.likeness(asked, word, forgiving);
          if (likeness) {
            found.push([word, likeness]);
          }
        }
        known.set(key, found);
      }
      return known.get(key);
    }

    function ranked(likes, number) {
      const scores = new Float64Array(texts.length);
      const hits = new Uint8Array(texts.length);
      const words = new Set();
      for (const one of likes) {
        const best = new Float64Array(texts.length);
        for (const [word, likeness] of one) {
          words.add(word);
          const entry = vocabulary.get(word);
          entry.texts.forEach((text, place) => {
            best[text] = Math.max(best[text], likeness * entry.weights[place]);
          });
        }
        best.forEach((score, text) => {
          scores[text] += score;
          hits[text] += score > 0;
        });
      }
      const most = hits.reduce((one, other) => Math.max(one, other), 0);
      const found = [];
      hits.forEach((hit, text) => {
        if (hit && hit === most) {
          found.push(text);
        }
      });
      found.sort((one, other) => scores[other] - scores[one] || one - other);
      return { found, words, whole: most === number };
    }
  };
})(window.rolebook);

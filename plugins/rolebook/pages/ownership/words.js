/* Text in; its words as they are compared, and how alike two words are, out. */

(function (rolebook) {
  "use strict";

  const WORD = /[\p{L}\p{N}]+/gu;

  /* How good a match is, best first; a mistyped word never beats one as written. */
  const EXACT = 1;
  const BEGINS = 0.8;
  const INFLECTED = 0.7;
  const WITHIN = 0.5;
  const MISTYPED = [0, 0.4, 0.3];

  /* Endings that authors add and drop: "redlines" is to find "redlining", "contratti" "contratto". */
  const ENDING = /(?:ing|ies|ed|es|s|y|[aeio])$/;

  /* Lower case, without accents. */
  rolebook.folded = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();

  rolebook.words = (text) => rolebook.folded(text).match(WORD) || [];

  /* How well a word of a question fits a word of a text: 0 to 1. Both are folded.
     Typos are forgiven where `forgiving`: one in a word of four letters, two in one of eight. */
  rolebook.likeness = function (asked, word, forgiving) {
    if (word.startsWith(asked)) {
      return word.length === asked.length ? EXACT : BEGINS;
    }
    const stem = asked.replace(ENDING, "");
    if (stem.length > 3 && word.startsWith(stem) && word.length < stem.length + 5) {
      return INFLECTED;
    }
    // scripts without spaces write many words as one
    if (asked > "\u024f" && word.includes(asked)) {
      return WITHIN;
    }
    const allowed = asked.length < 4 ? 0 : asked.length < 8 ? 1 : 2;
    if (!forgiving || !allowed || word.length < asked.length - allowed) {
      return 0;
    }
    const typos = rolebook.typos(asked, word, allowed);
    if (typos > allowed) {
      return 0;
    }
    const longer = word.length > asked.length + allowed ? 0.1 : 0;
    return MISTYPED[typos] - longer;
  };

  /* How many letters to add, drop, change or swap with their neighbour, until `asked` begins
     `word`; some number above `allowed` where it is more than that. */
  rolebook.typos = function (asked, word, allowed) {
    const width = Math.min(word.length, asked.length + allowed);
    let before = [];
    let last = Array.from({ length: width + 1 }, (_, column) => column);
    for (let row = 1; row <= asked.length; row += 1) {
      const line = [row];
      let least = row;
      for (let column = 1; column <= width; column += 1) {
        const same = asked[row - 1] === word[column - 1];
        let typos = Math.min(
          last[column - 1] + (same ? 0 : 1),
          last[column] + 1,
          line[column - 1] + 1,
        );
        if (row > 1 && asked[row - 1] === word[column - 2] && asked[row - 2] === word[column - 1]) {
          typos = Math.min(typos, before[column - 2] + 1);
        }
        line.push(typos);
        least = Math.min(least, typos);
      }
      if (least > allowed) {
        return least;
      }
      before = last;
      last = line;
    }
    return Math.min(...last);
  };
})(window.rolebook);

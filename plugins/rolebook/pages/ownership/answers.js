/* An index of the library and a question in; who answers for it, best first, out.

   The same is done in Python by `graph/answers.py`, whose comments say why: what is changed here is
   changed there. All numbers are whole, so that both rank alike. */

(function (rolebook) {
  "use strict";

  const LEAST = 18;
  const LEAST_OF_BEST = 30;
  const CERTAIN = 58;
  const AS_WRITTEN = 30;
  const AHEAD = 115;
  const SCATTERED = 25;
  const FURTHER = 5;
  const MOST_FURTHER = 6;
  const NEARLY = 80;
  const ALIKE = 60;
  const MOST_WORDS = 12;
  const LONGEST_PHRASE = 3;
  const PART_OF_PHRASE = 70;
  const BEGUN = 60;
  const SHORTEST_BEGINNING = 3;
  const MISTYPED = [100, 75, 60];
  const WEAKER = 4;
  const LONGEST_ALSO = 4;
  const AS_ASKED = 60;
  const ALSO = 100;
  const LESS = 10;
  const NOWHERE = 100;
  const WORD = /[\p{L}\p{N}]+[+#]*/gu;

  const share = (number, of) => Math.floor((number * of) / 100);
  const set = (text) => new Set(text.split(" "));

  /* `index` is what `ownership/lookup_data.py` writes. `asked(question)` returns
     [{owner, entry, near, certain, score}, …]: numbers of its lists of owners and entries. */
  rolebook.answers = function (index) {
    const stop = set(index.stop);
    const weak = set(index.weak);
    const foreign = set(index.foreign);
    const negations = set(index.negations);
    const articles = set(index.articles);
    const entries = index.entries.length / 2;
    const ownerOf = (number) => index.entries[2 * number];
    const tellingOf = (number) => index.entries[2 * number + 1];
    const ofOwner = index.owners.map(() => []);
    for (let number = 0; number < entries; number += 1) {
      ofOwner[ownerOf(number)].push(number);
    }
    const forms = new Map();
    for (const [stem, words] of Object.entries(index.forms)) {
      words.split(" ").forEach((word) => forms.set(word, stem));
    }
    const exact = new Map(
      Object.entries(index.exact).map(([word, flat]) => [word, new Map(pairs(flat))]),
    );
    const written = Object.entries(index.written).flatMap(([stem, several]) =>
      several.split(" ").map((word) => [word, stem]),
    );
    /* A reader who types on asks the words before the last one again. */
    const known = new Map();

    return { asked };

    function asked(question) {
      const said = words(question);
      const given = terms(said);
      const found = given.map((one) => one.found);
      const literal = given.map((one) => one.as);
      if (!given.some((one) => one.found.size && (!one.weak || given.length === 1))) {
        return [];
      }
      const telling = given.filter((one) => !one.weak);
      const weights = given.map((one) => one.weight);
      const whole = weights.reduce((sum, one) => sum + one, 0);
      const numbers = [...new Set(found.flatMap((one) => [...one.keys()]))];
      numbers.sort((one, other) => one - other);
      const phrases = asAsked(said);
      const scores = new Map();
      const best = new Map();
      const weighed = (places, number) =>
        weights.reduce((sum, one, at) => sum + one * (places[at].get(number) || 0), 0);
      for (const number of numbers) {
        const written = share(AS_WRITTEN, weighed(literal, number));
        const score = weighed(found, number) + written + whole * (phrases.get(number) || 0);
        scores.set(number, score);
        const before = best.get(ownerOf(number));
        if (before === undefined || score > scores.get(before)) {
          best.set(ownerOf(number), number);
        }
      }
      const ranked = [...best].map(([owner, entry]) => {
        const score = total(scores, entry, weights, found);
        const near = ofOwner[owner].filter(
          (one) =>
            100 * (scores.get(one) || 0) >= ALIKE * scores.get(entry) &&
            telling.some(({ as }) => as.has(one)),
        );
        return { owner, entry, score, near, certain: false };
      });
      ranked.sort((one, other) => other.score - one.score || one.owner - other.owner);
      if (!ranked.length) {
        return [];
      }
      const least = Math.max(LEAST * whole, share(LEAST_OF_BEST, ranked[0].score));
      const kept = ranked.filter((one) => one.score >= least);
      if (kept.length && !said.some((word) => negations.has(word))) {
        kept[0].certain = isCertain(given, kept);
      }
      return kept;
    }

    function total(scores, entry, weights, found) {
      const others = ofOwner[ownerOf(entry)];
      let scattered = 0;
      weights.forEach((one, at) => {
        const has = (number) => found[at].get(number) || 0;
        scattered += one * (others.reduce((most, it) => Math.max(most, has(it)), 0) - has(entry));
      });
      let score = scores.get(entry);
      const near = others.filter((it) => 100 * (scores.get(it) || 0) >= NEARLY * score);
      score += share(SCATTERED, scattered);
      return share(score, 100 + FURTHER * Math.min(near.length - 1, MOST_FURTHER));
    }

    function isCertain(given, ranked) {
      const { score, entry } = ranked[0];
      const telling = given.filter((one) => !one.weak);
      const worths = telling.map((one) => stated(one, entry));
      if (!worths.length || Math.min(...worths) < CERTAIN) {
        return false;
      }
      const size = telling.reduce((sum, one) => sum + one.exact.length, 0);
      const whole = size > 1 || worths[0] > 100 || tellingOf(entry) <= 2;
      return whole && (ranked.length < 2 || 100 * score >= AHEAD * ranked[1].score);
    }

    function stated(term, entry) {
      const worth = (word) => (exact.has(word) && exact.get(word).get(entry)) || 0;
      return Math.max(Math.min(...term.exact.map(worth)), worth(term.exact.join(" ")));
    }

    function asAsked(said) {
      const telling = said.filter((word) => !stop.has(word)).map(singular).slice(0, MOST_WORDS);
      const found = new Map();
      for (let size = 2; size <= LONGEST_ALSO; size += 1) {
        for (let at = 0; at + size <= telling.length; at += 1) {
          const stated = exact.get(telling.slice(at, at + size).join(" ")) || new Map();
          for (const [number, worth] of stated) {
            if (worth > ALSO) {
              found.set(number, Math.floor((AS_ASKED * size) / telling.length));
            }
          }
        }
      }
      return found;
    }

    function words(text) {
      const folded = rolebook.folded(text).replace(/ß/g, "ss");
      return (folded.match(WORD) || []).filter((word) => !articles.has(word));
    }

    function terms(written) {
      const stopped = written.some((word) => !stop.has(word)) ? stop : new Set();
      const keys = written.map(key);
      const found = new Map();
      for (let at = 0; at < written.length && found.size < MOST_WORDS; ) {
        let size = LONGEST_PHRASE;
        const name = () => keys.slice(at, at + size).join(" ");
        while (size > 1 && (at + size > written.length || !Object.hasOwn(index.meant, name()))) {
          size -= 1;
        }
        const telling = [];
        for (let n = at; n < at + size; n += 1) {
          if (!stopped.has(written[n])) {
            telling.push(n);
          }
        }
        if (telling.length && !found.has(name())) {
          const said = telling.map((n) => written[n]);
          const parts = telling.map((n) => keys[n]);
          found.set(name(), term(name(), size > 1 ? parts : null, said));
        }
        at += size;
      }
      return [...found.values()];
    }

    /* A word, or a set phrase with its parts: where it is found, and what it tells. */
    function term(name, parts, said) {
      const key = `${said.join(" ")}|${name}`;
      if (!known.has(key)) {
        const one = parts ? phrase(name, parts) : word(name, said[0]);
        const found = places(one.meant);
        const as = places(one.literal);
        known.set(key, { ...one, found, as, weight: weight(one, found), exact: said.map(singular) });
      }
      return known.get(key);
    }

    function phrase(name, parts) {
      const meant = new Map(pairs(index.meant[name]));
      for (const part of parts) {
        meantBy(part).forEach((strength, one) => raise(meant, one, share(strength, PART_OF_PHRASE)));
      }
      const literal = new Map(parts.map((one) => [one, Math.floor(100 / parts.length)]));
      literal.set(name, 100);
      return { meant, literal, weak: false };
    }

    function word(name, said) {
      let meant = meantBy(name);
      if (!meant.size && !foreign.has(said) && !foreign.has(singular(said))) {
        meant = mistyped(name);
      }
      return { meant, literal: new Map([[name, 100]]), weak: weak.has(said) };
    }

    function meantBy(one) {
      const meant = new Map(Object.hasOwn(index.meant, one) ? pairs(index.meant[one]) : []);
      if (Object.hasOwn(index.found, one) || Object.hasOwn(index.named, one)) {
        meant.set(one, 100);
      }
      return meant;
    }

    function key(word) {
      if (forms.has(word)) {
        return forms.get(word);
      }
      for (const [ending, instead] of index.endings) {
        if (word.endsWith(ending)) {
          const form = word.slice(0, word.length - ending.length) + instead;
          if (form.length > 2) {
            if (forms.has(form)) {
              return forms.get(form);
            }
            const shorter = form.slice(0, -1);
            if (form.at(-1) === form.at(-2) && forms.has(shorter)) {
              return forms.get(shorter);
            }
          }
        }
      }
      return word;
    }

    function mistyped(word) {
      if (word.length >= SHORTEST_BEGINNING) {
        const begun = written.filter(([other]) => other.startsWith(word));
        if (begun.length) {
          return new Map(begun.map(([, stem]) => [stem, BEGUN]));
        }
      }
      const near = new Map();
      for (const [other, stem] of written) {
        const alike = likeness(word, other);
        if (alike) {
          raise(near, stem, alike);
        }
      }
      const most = Math.max(0, ...near.values());
      return new Map([...near].filter(([, alike]) => alike === most));
    }

    function places(keys) {
      const found = new Map();
      for (const [one, strength] of keys) {
        if (Object.hasOwn(index.named, one)) {
          for (const [owner, worth] of pairs(index.named[one])) {
            ofOwner[owner].forEach((number) => raise(found, number, share(strength, worth)));
          }
        }
        const flat = Object.hasOwn(index.found, one) ? index.found[one] : [];
        for (let at = 0; at < flat.length; at += 2) {
          raise(found, flat[at], share(strength, flat[at + 1]));
        }
      }
      return found;
    }

    function weight(term, places) {
      let weight = NOWHERE;
      if (places.size) {
        let strong = 0;
        places.forEach((worth) => (strong += worth > 50));
        weight = Math.floor(100 * Math.log(1 + entries / (1 + strong)) + 0.5);
      }
      return term.weak ? Math.floor(weight / WEAKER) : weight;
    }
  };

  function likeness(asked, word) {
    const allowed = asked.length < 4 ? 0 : asked.length < 7 ? 1 : 2;
    if (!allowed || word.length < asked.length - allowed) {
      return 0;
    }
    const typos = rolebook.typos(asked, word, allowed);
    if (typos > allowed) {
      return 0;
    }
    const less = (word.length > asked.length + allowed) + (word[0] !== asked[0]);
    return MISTYPED[typos] - LESS * less;
  }

  /* As `text/identity.py` has it. */
  function singular(word) {
    if (word.endsWith("ies") && word.length > 4) {
      return word.slice(0, -3) + "y";
    }
    if (/(?:sses|shes|ches|xes)$/.test(word)) {
      return word.slice(0, -2);
    }
    return /s$/.test(word) && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
  }

  function raise(held, key, worth) {
    if (worth > (held.get(key) || 0)) {
      held.set(key, worth);
    }
  }

  /* [key, number, key, number, …] as pairs. */
  function pairs(flat) {
    const found = [];
    for (let at = 0; at < flat.length; at += 2) {
      found.push([flat[at], flat[at + 1]]);
    }
    return found;
  }
})(window.rolebook);

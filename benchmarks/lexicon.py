"""The database of WordNet in, the table of related words that Rolebook ships out.

`python -m benchmarks.lexicon /usr/share/wordnet` writes it again; the folder is that of Debian's
package `wordnet-base`. Only verbs and nouns are taken, and of each the senses it is mostly used in:
a rare sense joins words that nobody at work would join.
"""

from __future__ import annotations

import functools
import gzip
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rolebook.text import lexicon

MOST_SENSES: Final = {"noun": 2, "verb": 3}
LEAST_SHARE: Final = 0.15
"""Of the uses of a word that were counted, in a sense that is taken."""

MOST_HYPONYMS: Final = 60
"""Of what is above a word: "activity" and "person" are above everything, and join nothing."""

LEAST_COMMON: Final = 4
"""Letters that a word and its kin begin with: "closure" and "close", not "see" and "sight"."""

_ABOVE: Final = "@"
_DERIVED: Final = "+"


def table(folder: Path) -> str:
    """One line a word: its meanings, those right above them, and its kin, with bars between."""
    words: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    kin: dict[str, set[str]] = defaultdict(set)
    counts = _counts(folder)
    for kind in ("noun", "verb"):
        synsets = dict(_synsets(folder, kind))
        below: dict[str, int] = defaultdict(int)
        for above, _, _ in synsets.values():
            for one in above:
                below[one] += 1
        for word, senses in _index(folder, kind):
            for sense in senses:
                for other in synsets[sense][2].get(word, ()):
                    if other[:LEAST_COMMON] == word[:LEAST_COMMON]:
                        kin[word].add(other)
            for sense in _used(word, kind, senses, counts):
                above, derived, _ = synsets[sense]
                own, over = words[word]
                own.append(f"{kind[0]}{sense}")
                own.extend(derived.get(word, ()))
                over.extend(f"{kind[0]}{one}" for one in above if below[one] <= MOST_HYPONYMS)
    # a meaning of one word alone, that is above no other, joins nothing
    bearers: dict[str, set[str]] = defaultdict(set)
    for word, (own, over) in words.items():
        for one in (*own, *over):
            bearers[one].add(word)
    shared = sorted(one for one, several in bearers.items() if len(several) > 1)
    number = {one: _short(place) for place, one in enumerate(shared)}
    lines = []
    for word in sorted(words):
        own, over = ([number[o] for o in dict.fromkeys(p) if o in number] for p in words[word])
        over = [one for one in over if one not in own]
        if own or over or kin[word]:
            lines.append(f"{word}\t{' '.join(own)}|{' '.join(over)}|{' '.join(sorted(kin[word]))}")
    return "\n".join(lines) + "\n"


def _used(
    word: str, kind: str, senses: list[str], counts: dict[tuple[str, str], int]
) -> Iterator[str]:
    """The senses that a word is mostly used in; the first of a word that was never counted."""
    uses = [counts.get((word, f"{kind[0]}{sense}"), 0) for sense in senses]
    if not any(uses):
        yield senses[0]
    for sense, used in list(zip(senses, uses, strict=True))[: MOST_SENSES[kind]]:
        if used and used >= LEAST_SHARE * sum(uses):
            yield sense


def _counts(folder: Path) -> dict[tuple[str, str], int]:
    """How often each word was counted in each sense."""
    found: dict[tuple[str, str], int] = {}
    senses: dict[tuple[str, str], list[str]] = {
        (word, kind): offsets for kind in ("noun", "verb") for word, offsets in _index(folder, kind)
    }
    for line in (folder / "cntlist.rev").read_text("ascii").splitlines():
        key, number, count = line.split()
        word, _, rest = key.partition("%")
        kind = {"1": "noun", "2": "verb"}.get(rest[0])
        if kind and (word, kind) in senses and int(number) <= len(senses[word, kind]):
            found[word, f"{kind[0]}{senses[word, kind][int(number) - 1]}"] = int(count)
    return found


def _index(folder: Path, kind: str) -> Iterator[tuple[str, list[str]]]:
    for line in (folder / f"index.{kind}").read_text("ascii").splitlines():
        if not line.startswith(" "):
            word, _, number, *rest = line.split()
            if word.isalpha():
                yield word, rest[-int(number) :]


def _synsets(
    folder: Path, kind: str
) -> Iterator[tuple[str, tuple[list[str], dict[str, list[str]], dict[str, list[str]]]]]:
    """By its number: what is right above it; what its words make of verbs or nouns, and the words.

    A pointer names its word by its place, so both files have to be read: see `_words`.
    """
    bearing = {part: _words(folder, name) for part, name in (("n", "noun"), ("v", "verb"))}
    for line in (folder / f"data.{kind}").read_text("ascii").splitlines():
        if line.startswith(" "):
            continue
        offset, _, _, number, *rest = line.partition("|")[0].split()
        size = int(number, 16)
        words, pointers = rest[: 2 * size : 2], rest[2 * size + 1 :]
        above, derived, kin = [], defaultdict(list), defaultdict(list)
        for at in range(0, 4 * int(rest[2 * size]), 4):
            symbol, meant, part, ends = pointers[at : at + 4]
            if symbol.startswith(_ABOVE):
                above.append(meant)
            elif symbol == _DERIVED and part in "nv":
                word = words[int(ends[:2], 16) - 1].lower()
                derived[word].append(f"{part}{meant}")
                kin[word].append(bearing[part][meant][int(ends[2:], 16) - 1].lower())
        yield offset, (above, derived, kin)


@functools.cache
def _words(folder: Path, kind: str) -> dict[str, list[str]]:
    lines = (folder / f"data.{kind}").read_text("ascii").splitlines()
    rows = (line.split() for line in lines if not line.startswith(" "))
    return {row[0]: row[4 : 4 + 2 * int(row[3], 16) : 2] for row in rows}


_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def _short(number: int) -> str:
    text = ""
    while number or not text:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text


if __name__ == "__main__":
    text = table(Path(sys.argv[1]))
    # without a name and a time, so that the same words give the same bytes
    lexicon.TABLE.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{text.count(chr(10))} words, {lexicon.TABLE.stat().st_size} bytes")

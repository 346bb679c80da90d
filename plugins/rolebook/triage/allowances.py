"""What was found and the sources in; what their authors have not allowed out.

`<!-- rolebook: allow RB301 the board decides -->` in Markdown, or `# rolebook: allow RB402 kept for
its title` in YAML and front matter, silences a rule, by code or name, where the comment stands:

- beside other text, in that paragraph, heading, table row or YAML entry;
- on lines of its own, in what comes next: a bullet or YAML entry with all that is in it, a
  paragraph, a heading, a table; or, last in a bullet, in that bullet;
- above everything else in the file, in the whole file.

A finding belongs to the place that it is reported at. What an allowance silences is as good as
not found, for every host and report. It must say why, name a rule, and silence something: an
author who reads it years later has to be able to tell whether it still holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from rolebook.diagnostics import Diagnostic, Rule
from rolebook.diagnostics.catalogue import RULES, rule
from rolebook.formats.markdown.comments import Comment, read_comments
from rolebook.parse.hidden import HIDDEN_CHARACTERS
from rolebook.text.source import Source, Span

ALLOWANCE_WITHOUT_REASON = rule("RB026")
"""Whoever comes next has to know why a finding may stay, or nobody will ever dare to mend it."""

UNUSED_ALLOWANCE = rule("RB027")
"""An allowance that silences nothing today may silence a new mistake tomorrow."""

UNKNOWN_RULE = rule("RB028")
"""An allowance for a rule that does not exist allows nothing, whatever its author believed."""

UNKNOWN_INSTRUCTION = rule("RB033")
"""A comment that is meant for Rolebook and says what Rolebook does not know does nothing at all."""

NEVER_ALLOWED: Final = frozenset(
    one.code
    for one in (HIDDEN_CHARACTERS, ALLOWANCE_WITHOUT_REASON, UNUSED_ALLOWANCE, UNKNOWN_RULE)
) | {"RB110", "RB501"}  # two things with one id, or one address, cannot both be published
"""A stranger's file must not silence its own alarm; the configuration of the library may."""

_ALLOW: Final = re.compile(r"rolebook:\s*allow\b[\s:]*", re.I)
_MEANT: Final = re.compile(r"rolebook\b[\s:]*([\w-]+)[\s:]*([\w-]*)", re.I)
"""A comment that may be meant for Rolebook: its first word, and the one after it."""

_FIRST: Final = re.compile(r"([\w-]+)")
_NEXT: Final = re.compile(r"\s*,\s*([\w-]+)")
_CLOSE: Final = 70
"""Of 100: how near a word has to be to a rule for a suggestion."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """One rule that the author of a source has silenced at one place."""

    rule: Rule
    written: str
    """The code or name, as the author wrote it."""

    reason: str
    span: Span
    lines: range
    one_of_several: bool = False
    """Whether its comment names other rules, too."""


def without_allowed(
    found: Iterable[Diagnostic],
    sources: Mapping[str, Source],
) -> list[Diagnostic]:
    """The findings that no source allows, and what is wrong with the allowances themselves."""
    # nothing costs less than to look for the word, and most sources never have it
    spoken = [source for source in sources.values() if "rolebook" in source.text.lower()]
    if not spoken:
        return list(found)
    known = {name: one for one in RULES for name in (one.code.lower(), one.name)}
    read = [one for source in spoken for one in _in_source(source, known)]
    allowances: dict[tuple[str, str], list[Allowance]] = {}
    for one in read:
        if isinstance(one, Allowance):
            allowances.setdefault((one.span.path, one.rule.code), []).append(one)
    kept: list[Diagnostic] = []
    used: set[Allowance] = set()
    for finding in found:
        here = allowances.get((finding.span.path, finding.rule.code), ())
        allowing = [one for one in here if _allows(one, finding)]
        used.update(allowing)
        if not allowing:
            kept.append(finding)
    for one in read:
        if isinstance(one, Diagnostic):
            kept.append(one)
        elif problem := _problem(one, one in used):
            kept.append(problem)
    return kept


def _in_source(source: Source, known: Mapping[str, Rule]) -> Iterator[Allowance | Diagnostic]:
    for comment in read_comments(source):
        if match := _ALLOW.match(comment.text):
            yield from _read(comment, match.end(), known, source)
        elif (meant := _MEANT.match(comment.text)) and _means_allow(meant[1], meant[2], known):
            word, named = (meant[1], meant[2]) if meant[1].lower() not in known else ("", meant[1])
            yield Diagnostic(
                UNKNOWN_INSTRUCTION,
                f"Rolebook does not know the instruction `{word}`"
                if word
                else f"the comment names `{named}`, and does not say `allow`",
                comment.span,
                f"did you mean `rolebook: allow {named}`?",
            )


def _means_allow(first: str, second: str, known: Mapping[str, Rule]) -> bool:
    """Whether `alow RB301`, `ignore RB301` or just `RB301` was to be an allowance."""
    named = first.lower() in known or second.lower() in known
    return named or fuzz.ratio(first.lower(), "allow") >= _CLOSE


def _read(
    comment: Comment, at: int, known: Mapping[str, Rule], source: Source
) -> Iterator[Allowance | Diagnostic]:
    """An allowance for each rule that a comment names; a comma leads to the next."""
    text = " ".join(comment.text[at:].split())
    rules: list[tuple[str, Rule]] = []
    end = 0
    word = _FIRST.match(text)
    while word and (named := known.get(word[1].lower())):
        rules.append((word[1], named))
        end = word.end()
        word = _NEXT.match(text, end)
    if not rules:
        yield _unknown(word[1] if word else "", comment.span, known)
    reason = text[end:].strip(" ,:;.—–-")
    several = len(rules) > 1
    for written, named in rules:
        span = _place(written, comment.span, source) if several else comment.span
        yield Allowance(named, written, reason, span, comment.lines, several)


def _place(written: str, comment: Span, source: Source) -> Span:
    """Where one of several rules stands in a comment."""
    start = source.line_starts[comment.line - 1] + comment.column - 1
    at = re.compile(rf"(?<![\w-]){re.escape(written)}(?![\w-])").search(source.text, start)
    return source.span(*at.span()) if at else comment


def _allows(one: Allowance, finding: Diagnostic) -> bool:
    return finding.span.line in one.lines and finding.rule.code not in NEVER_ALLOWED


def _problem(one: Allowance, used: bool) -> Diagnostic | None:
    remove = f"remove `{one.written}` from" if one.one_of_several else "remove"
    if one.rule.code in NEVER_ALLOWED:
        return Diagnostic(
            UNUSED_ALLOWANCE,
            f"`{one.written}` cannot be allowed from within a source",
            one.span,
            f"{remove} the comment; only `severity:` in mkdocs.yml can silence {one.rule.code}",
        )
    if not used:
        return Diagnostic(
            UNUSED_ALLOWANCE,
            f"`{one.written}` is allowed here, and is not found here",
            one.span,
            f"{remove} the comment, or put it right above the bullet, paragraph or entry it is"
            " about",
        )
    if not one.reason:
        return Diagnostic(
            ALLOWANCE_WITHOUT_REASON,
            f"`{one.written}` is allowed here without a reason",
            one.span,
            f"say why it may stay: `rolebook: allow {one.written} because …`",
        )
    return None


def _unknown(written: str, span: Span, known: Mapping[str, Rule]) -> Diagnostic:
    names = sorted(rule.code if name == rule.code.lower() else name for name, rule in known.items())
    near = process.extractOne(
        written, names, scorer=fuzz.ratio, processor=_alike, score_cutoff=_CLOSE
    )
    help = f"did you mean `{near[0]}`?" if near else "`rolebook explain` lists all rules"
    message = f"there is no rule `{written}` to allow" if written else "the allowance names no rule"
    return Diagnostic(UNKNOWN_RULE, message, span, help)


def _alike(name: str) -> str:
    """A name with letters that are taken for digits as digits: `RB1O2` means `RB102`."""
    return name.lower().translate(_DIGITS)


_DIGITS: Final = str.maketrans("oil", "011")

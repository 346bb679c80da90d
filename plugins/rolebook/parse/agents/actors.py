"""The value of a labelled line in, its names, and whether one must be a role, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

KEBAB: Final = re.compile(r"(?<![a-z0-9])[a-z0-9]+(?:-[a-z0-9]+)+")
TITLE: Final = re.compile(r"[A-Z][\w&'’/-]*(?:\s+(?:of|and|for|&|[A-Z][\w&'’/-]*)){1,4}")
SINGLE: Final = re.compile(r"[a-z][a-z0-9]*")
_SEPARATORS: Final = re.compile(
    r"\s{0,9}(?:[,;]\s*(?:and|or|then)\b|[,;/|+]|\band\b|\bor\b|\bthen\b|→|->)\s*", re.I
)
_MANY: Final = re.compile(
    r"^(?:all|any|every|each|the|other|various|relevant|appropriate|entire|team|users?|board)\b",
    re.I,
)
_AN_AGENT: Final = re.compile(r"(?<=[a-z0-9])\s+(?:sub-?)?(?:agent|skill|role)$")
_FILE: Final = re.compile(r"\.\w{1,8}$")
BUILT_IN: Final = frozenset(
    {
        # Claude Code
        "claude-code-guide", "explore", "general-purpose", "output-style-setup", "plan",
        "statusline-setup",
        # VS Code and Copilot
        "agent", "ask", "edit", "research",
        # OpenCode, Codex, Gemini, Roo
        "build", "general", "scout", "default", "explorer", "worker", "codebase-investigator",
        "cli-help", "generalist", "architect", "code", "debug", "orchestrator",
    }
)  # fmt: skip
"""Agents that a host brings with it."""

ELSEWHERE: Final = frozenset(
    {
        "board", "boss", "caller", "client", "clients", "customer", "customers", "human", "humans",
        "end-user", "end-users", "executives", "leadership", "main-agent", "main-process",
        "main-thread", "management", "on-call", "parent", "parent-agent", "requester", "self",
        "stakeholders",
        "sub-agent", "sub-agents", "sub-specialist", "sub-specialists", "subagent", "subagents",
        "third-party", "third-parties", "user", "users",
    }
) | BUILT_IN  # fmt: skip
"""People and programs that are in no collection, and words that merely look like an id."""

_ACTOR: Final = re.compile(
    r"(?:er|or|ist|ant|ian|eer|yst|lead|head|chief|counsel|architect|rep|representative|executive"
    r"|agent|expert|pro|attorney|paralegal|secretary|associate|champion|president|vp|scrum master"
    r"|\bof\s.+)s?$",
    re.I,
)
_NO_ACTOR: Final = re.compile(
    r"\b(?:orders?|errors?|numbers?|papers?|letters?|folders?|centers?|servers?|containers?"
    r"|factors?|behaviors?|monitors?|headers?|layers?|parameters?|trigger|others?|teams?)$",
    re.I,
)


def looks_like_actor(name: str, *, marked: bool) -> bool:
    """Whether a name that resolves to nothing is a role that is missing, and no other matter."""
    name = _AN_AGENT.sub("", name)
    if _MANY.match(name) or any(c.isdigit() for c in name) or "/" in name or ":" in name:
        return False
    if name.lower().replace(" ", "-") in ELSEWHERE or _FILE.search(name):
        return False
    if TITLE.fullmatch(name):
        return bool(_ACTOR.search(name)) and not _NO_ACTOR.search(name)
    return bool(KEBAB.fullmatch(name) or (marked and SINGLE.fullmatch(name)))


_ACTING: Final = re.compile(
    r"(?:[a-z]{2,}(?:er|or|ist|yst|eer|ian)|[a-z]{3,}(?<![ei])ant|accountant|admin|advocate|agent"
    r"|architect|associate|attorney|champion|chief|coach|counsel|dev|executive|expert|guru|head"
    r"|lead|master|officer|ops|paralegal|president|pro|qa|rep|representative|secretary|sre|vp)"
)
_ACTING_NOT: Final = frozenset(
    {
        "after", "anchor", "another", "behavior", "behaviour", "better", "breaker",
        "buffer", "bumper", "center", "centre", "chapter", "cluster", "color", "compliant",
        "computer", "constant", "consumer", "container", "corner", "cover", "customer",
        "datacenter", "docker", "dominant", "either", "error", "ever", "factor", "fewer",
        "filter", "folder", "footer", "former", "further", "header", "higher", "important",
        "inner", "instant", "invariant", "larger", "laser", "later", "latter", "layer",
        "letter", "lower", "major", "marker", "matter", "meter", "minor", "never", "newer",
        "newsletter", "number", "older", "order", "other", "outer", "over", "overhead",
        "paper", "parameter", "per", "picker", "pillar", "player", "pointer", "popover",
        "power", "prior", "quarter", "rather", "register", "relevant", "rigor", "sector",
        "semester", "server", "significant", "smaller", "tenant", "tier", "tolerant",
        "trigger", "under", "upper", "user", "variant", "vector", "vendor", "visitor",
        "water", "weather", "webserver", "whether", "wrapper",
    }
)  # fmt: skip
_NO_ONE: Final = frozenset(
    {
        "a", "all", "an", "any", "cross", "each", "end", "every", "few", "fewer", "high",
        "inter", "intra", "low", "many", "mid", "more", "most", "multi", "new", "no", "non",
        "one", "other", "per", "post", "power", "pre", "re", "second", "self", "semi",
        "several", "single", "some", "sub", "super", "the", "third", "two", "un", "your",
        "zero",
    }
)  # fmt: skip
"""First words of what is a quality or a quantity: `multi-agent`, `third-party`."""
MAX_NAME_WORDS: Final = 5
"""Of an agent's id; with more, it is a sentence."""


def acts(word: str) -> bool:
    """Whether a lower-case word ends as the name of somebody who does something."""
    return word not in _ACTING_NOT and _ACTING.fullmatch(word) is not None


def names_an_actor(name: str) -> bool:
    """Whether a singular id of several words is called as an agent is: `docker-expert`."""
    words = name.split("-")
    if not 2 <= len(words) <= MAX_NAME_WORDS or name in ELSEWHERE or not KEBAB.fullmatch(name):
        return False
    return acts(words[-1]) and not (len(words) == 2 and words[0] in _NO_ONE)


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The stretches between separators outside brackets, each with the reason in its brackets."""
    depth, begin, name_end, note_start = 0, start, -1, -1
    note = ""
    at = start
    while at <= end:
        separator = _SEPARATORS.match(text, at, end) if depth == 0 and at < end else None
        if separator and separator.end() > at and _separates(text, begin, separator):
            yield begin, (name_end if name_end >= 0 else at), note
            begin, name_end, note = separator.end(), -1, ""
            at = separator.end()
            continue
        if at == end:
            yield begin, (name_end if name_end >= 0 else end), note
        elif text[at] == "(":
            if depth == 0 and name_end < 0:
                name_end = at
                # the brackets of a link hold its target
                note_start = -1 if text[at - 1 : at] == "]" else at + 1
            depth += 1
        elif text[at] == ")" and depth:
            depth -= 1
            if depth == 0 and note_start >= 0 and not note:
                note = " ".join(text[note_start:at].split())
        at += 1


def _separates(text: str, begin: int, separator: re.Match[str]) -> bool:
    """A slash separates only with spaces around it: `marketing/seo-lead` is one id."""
    mark = separator[0].strip()
    if mark in ("/", "+"):
        return separator[0] != mark
    if mark.isalpha():
        return separator[0][:1].isspace() and separator[0][-1:].isspace()
    return bool(text[begin : separator.start()].strip())

"""A finding and its files in; the files after its help was obeyed to the letter, in each way that
it leaves open, out.

`WAYS` are the kinds of remedies there are: how a help begins, and what is done then. What asks for
judgement ("decide which of them owns it") is obeyed by nobody here.
"""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml

from rolebook.diagnostics import Diagnostic
from rolebook.text.source import Span

Files = dict[str, str]


@dataclass
class Obeying:
    """A finding whose help is being obeyed."""

    one: Diagnostic
    files: Files
    roles: list[str]
    """The ids of the library's roles."""

    @property
    def span(self) -> Span:
        return self.one.span

    @property
    def text(self) -> str:
        return self.files[self.span.path]

    def offset(self, line: int, column: int) -> int:
        lines = self.text.split("\n")
        return sum(len(one) + 1 for one in lines[: line - 1]) + column - 1

    @property
    def start(self) -> int:
        return self.offset(self.span.line, self.span.column)

    @property
    def end(self) -> int:
        return self.offset(self.span.end_line, self.span.end_column)

    @property
    def words(self) -> str:
        """What the finding is about, as it stands in the file."""
        return self.text[self.start : self.end]

    def put(self, start: int, end: int, text: str) -> Files:
        whole = self.text
        return {**self.files, self.span.path: whole[:start] + text + whole[end:]}

    def replaced(self, text: str) -> Files:
        return self.put(self.start, self.end, text)

    def line(self, number: int) -> str:
        return self.text.split("\n")[number - 1]

    def without_lines(self, first: int, last: int) -> Files:
        lines = self.text.split("\n")
        del lines[first - 1 : last]
        return {**self.files, self.span.path: "\n".join(lines)}

    def rewritten(self, text: str) -> Files:
        return {**self.files, self.span.path: text}

    @property
    def others(self) -> list[str]:
        """The roles that the file itself is not."""
        stem = posixpath.basename(self.span.path).removesuffix(".md")
        return [one for one in self.roles if one != stem]


Said = re.Match[str]
Way = Callable[[Obeying, Said], Iterator[Files]]


def _instead(to: Obeying, said: Said) -> Iterator[Files]:
    """What is meant in the place of what is written, in all places of the finding."""
    for meant in re.findall(r"`([^`]+)`", said[0]) or [said[1]]:
        yield _put_instead(to, meant)


def _put_instead(to: Obeying, meant: str) -> Files:
    key, colon, value = meant.partition(": ")
    files = to.files
    for span in sorted({to.span, *(one.span for one in to.one.related)}, reverse=True):
        place = Obeying(Diagnostic(to.one.rule, to.one.message, span), files, to.roles)
        if place.words != to.words and span != to.span:
            continue
        before = place.text[: place.start].rstrip(" \"'")
        if colon and before.endswith((f"{key}:", f'{key}":')):
            files = place.replaced(value)
            continue
        # a finding about a comment is about one word of it
        name = re.search(r"`([^`]+)`", to.one.message)
        if name and " " in place.words and name[1] in place.words and " " not in name[1]:
            files = place.replaced(place.words.replace(name[1], meant))
        else:
            files = place.replaced(meant)
    return files


def _the_first(to: Obeying, said: Said) -> Iterator[Files]:
    yield _put_instead(to, said[1])


def _without(to: Obeying, said: Said) -> Iterator[Files]:
    """Less an entry of a list, or its line."""
    line = to.line(to.span.line)
    before, after = line[: to.span.column - 1], line[to.span.end_column - 1 :]
    if re.fullmatch(r"\s*- ['\"]?", before) and re.fullmatch(r"['\"]?\s*", after):
        yield to.without_lines(to.span.line, to.span.line)
    elif after.lstrip().startswith(","):
        comma = after.index(",") + 1
        gap = len(after[comma:]) - len(after[comma:].lstrip())
        yield to.put(to.start, to.end + comma + gap, "")
    elif before.rstrip().endswith(","):
        yield to.put(to.start - len(before) + before.rindex(","), to.end, "")
    elif re.fullmatch(r"\s*[\w-]+: ['\"]?", before) and re.fullmatch(r"['\"]?\s*(#.*)?", after):
        yield to.without_lines(to.span.line, to.span.line)
    elif before.rstrip(' "').endswith("[") and after.lstrip(' "').startswith("]"):
        left, right = len(before.rstrip(' "')), len(after) - len(after.lstrip(' "'))
        yield to.put(to.start - (len(before) - left), to.end + right, "")


def _config(to: Obeying) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The configuration, and its block of ours."""
    whole = yaml.safe_load(to.files.get("mkdocs.yml", "")) or {}
    for at, plugin in enumerate(whole.get("plugins", [])):
        if plugin == "rolebook":
            whole["plugins"][at] = plugin = {"rolebook": {}}
        if isinstance(plugin, dict) and "rolebook" in plugin:
            block = plugin["rolebook"] = plugin["rolebook"] or {}
            return whole, block
    return None


def _configured(to: Obeying, whole: dict[str, Any]) -> Files:
    return {**to.files, "mkdocs.yml": yaml.safe_dump(whole, allow_unicode=True)}


def _listed_outside(to: Obeying, said: Said) -> Iterator[Files]:
    """Under `external:` of the configuration, as the name is written."""
    if config := _config(to):
        whole, block = config
        name = re.search(r"names? `([^`]+)`", to.one.message)
        first = re.search(r"`([^`]+)`", to.one.message)
        name = name if to.one.rule.code != "RB101" else first
        written = (said.re.groups and said[1]) or (name[1] if name else to.words)
        block["external"] = [*(block.get("external") or []), written]
        yield _configured(to, whole)


def _from_external(to: Obeying, said: Said) -> Iterator[Files]:
    if config := _config(to):
        whole, block = config
        block["external"] = [one for one in block["external"] if one != said[1]]
        yield _configured(to, whole)


def _field(to: Obeying, said: Said) -> Iterator[Files]:
    """A field beside the one that the finding points at."""
    key, _, value = said[1].partition(":")
    value = value.strip().replace("…", "x")
    line = to.line(to.span.line)
    written = re.compile(rf"(^|[\s{{,-]){re.escape(key)}:(?=\s|,|}}|$)").search(line)
    before = re.match(r"(\s*(?:- )?)(?=[\w-]+:)", line)
    if written and written.end() <= to.span.column - 1:
        yield to.replaced(value)
    elif written:
        at = to.offset(to.span.line, written.end() + 1)
        rest = re.match(r" *(\[\]|''|\"\"|null|~)?", line[written.end() :])
        yield to.put(at, at + (rest.end() if rest else 0), f" {value}")
    elif "{" in line and to.words in line[line.index("{") :]:
        yield to.put(to.end, to.end, f", {key}: {value}")
    elif before:
        at = to.offset(to.span.line, len(line) + 1)
        yield to.put(at, at, f"\n{' ' * len(before[1])}{key}: {value}")


def _level(to: Obeying, said: Said) -> Iterator[Files]:
    for id in re.findall(r"`([\w-]+)`", said[0]):
        yield from _field(to, re.fullmatch(r"(.*)", f"target_level: {id}"))  # type: ignore[arg-type]


def _for_a_role(to: Obeying, said: Said) -> Iterator[Files]:
    config = _config(to)
    outside = (config[1].get("external") or []) if config else []
    for role in (*outside, *to.roles):
        found = re.compile(r"^role: *(\[\])? *$", re.M).search(to.text)
        if found:
            yield to.put(found.start(), found.end(), f"role: {role}")
        else:
            yield to.rewritten(f"{to.text.rstrip()}\nrole: {role}\n")


def _below_the_title(to: Obeying, said: Said) -> Iterator[Files]:
    lines = to.text.split("\n")
    lines[to.span.line : to.span.line] = ["", said[1], ""]
    yield to.rewritten("\n".join(lines))


def _section(to: Obeying, said: Said) -> Iterator[Files]:
    example = said[2] if said.re.groups > 1 else "It judges calmly."
    for role in to.others or ["role-id"]:
        body = example.replace("role-id", role)
        yield to.rewritten(f"{to.text.rstrip()}\n\n{said[1]}\n\n{body}\n")


def _renamed(to: Obeying, said: Said) -> Iterator[Files]:
    yield from _at(to, posixpath.join(posixpath.dirname(to.span.path), said[1]))


def _moved(to: Obeying, said: Said) -> Iterator[Files]:
    folder, name = posixpath.split(to.span.path)
    yield from _at(to, posixpath.join(posixpath.dirname(folder), said[1], name))


def _at(to: Obeying, new: str) -> Iterator[Files]:
    if new not in to.files:
        yield {new if path == to.span.path else path: text for path, text in to.files.items()}


def _out(to: Obeying, said: Said) -> Iterator[Files]:
    yield {path: text for path, text in to.files.items() if path != to.span.path}


def _named(to: Obeying, said: Said) -> Iterator[Files]:
    """One of the library's roles, whichever."""
    for role in to.others:
        yield to.replaced(role)


def _line_instead(to: Obeying, said: Said) -> Iterator[Files]:
    line, at = to.line(to.span.line), to.offset(to.span.line, 1)
    indent = line[: len(line) - len(line.lstrip())]
    yield to.put(at, at + len(line), indent + said[1])


def _deleted(to: Obeying, said: Said) -> Iterator[Files]:
    yield to.replaced("")


def _without_the_line(to: Obeying, said: Said) -> Iterator[Files]:
    yield to.without_lines(to.span.line, to.span.end_line)


def _front_matter(to: Obeying, said: Said) -> Iterator[Files]:
    path, fields = said[2], said[1]
    text = to.files[path]
    if text.startswith("---\n"):
        yield {**to.files, path: text.replace("---\n", f"---\n{fields}\n", 1)}
    else:
        yield {**to.files, path: f"---\n{fields}\n---\n{text}"}


def _owner(to: Obeying, said: Said) -> Iterator[Files]:
    """After the dash of the boundary, one of the roles."""
    line, at = to.line(to.span.end_line), to.offset(to.span.end_line, 1)
    head = re.match(r"(.*?\*\*.*?\*\*|.*?)(?:\s+[—–-]\s.*|\s*)$", line)
    assert head
    for role in to.others:
        yield to.put(at, at + len(line), f"{head[1].rstrip(' .')} — that is **{role}**'s lane.")


def _behind_it(to: Obeying, said: Said) -> Iterator[Files]:
    """Instead of what the parentheses behind a statement hold."""
    name = re.search(r"the boundary `([^`]+)`", to.one.message)
    words = r"\s+".join(map(re.escape, name[1].split())) if name else ""
    place = re.compile(rf"{words}(\s*\([^)]*\))?").search(to.text, to.start)
    for role in to.others if place else ():
        assert place
        statement = place[0].removesuffix(place[1] or "")
        yield to.put(place.start(), place.end(), f"{statement} (**{role}**)")


def _link_gone(to: Obeying, said: Said) -> Iterator[Files]:
    """The link's words stay."""
    files = to.files
    for span in sorted({to.span, *(one.span for one in to.one.related)}, reverse=True):
        place = Obeying(Diagnostic(to.one.rule, "", span), files, to.roles)
        for link in re.finditer(r"!?\[([^\[\]]*)\]\([^()]*\)", place.line(span.line)):
            if link.start() <= span.column - 1 <= link.end():
                at = place.offset(span.line, 1)
                files = place.put(at + link.start(), at + link.end(), link[1])
                break
        else:
            return
    yield files


def _fragment_gone(to: Obeying, said: Said) -> Iterator[Files]:
    link = re.compile(r"#[^)\s\]]*").search(to.text, to.start)
    if link and link.start() <= to.end:
        yield to.put(link.start(), link.end(), "")


def _alias_gone(to: Obeying, said: Said) -> Iterator[Files]:
    for pattern in (
        rf"(?m)^aliases: \[?{re.escape(said[1])}\]?\n",
        rf", {re.escape(said[1])}(?=[,\]])",
    ):
        if re.search(pattern, to.text):
            yield to.rewritten(re.sub(pattern, "", to.text, count=1))
            return
    for pattern in (rf"(?<=\[){re.escape(said[1])}, ", rf"(?m)^ *- {re.escape(said[1])}\n"):
        if re.search(pattern, to.text):
            yield to.rewritten(re.sub(pattern, "", to.text, count=1))
            return


def _without_the_field(to: Obeying, said: Said) -> Iterator[Files]:
    """A key and its value, on one line."""
    line = to.line(to.span.line)
    if re.fullmatch(rf"\s*{re.escape(to.words)}:.*", line) and "{" not in line:
        below = to.text.split("\n")[to.span.line :]
        indent = len(line) - len(line.lstrip())
        deeper = itertools.takewhile(
            lambda one: one.strip() and len(one) - len(one.lstrip()) > indent, below
        )
        yield to.without_lines(to.span.line, to.span.line + sum(1 for _ in deeper))
        return
    value = re.match(
        rf"{re.escape(to.words)}: *([^,}}\[]*|\[[^\]]*\]),? *", line[to.span.column - 1 :]
    )
    if value:
        whole = value[0]
        start = to.start
        if not whole.rstrip().endswith(",") and to.text[:start].endswith(", "):
            start -= 2
        yield to.put(start, to.start + len(whole), "")


def _with_alias(to: Obeying, said: Said) -> Iterator[Files]:
    for files in _renamed(to, said):
        path = posixpath.join(posixpath.dirname(to.span.path), said[1])
        moved = Obeying(Diagnostic(to.one.rule, "", Span(path)), files, to.roles)
        yield files
        yield from _front_matter(moved, re.fullmatch(r"(.*)\n(.*)", f"{said[2]}\n{path}"))  # type: ignore[arg-type]


def _another_id(to: Obeying, said: Said) -> Iterator[Files]:
    yield to.replaced(f"{to.words}-2")
    yield _out_of_it(to)


def _out_of_it(to: Obeying) -> Files:
    return {path: text for path, text in to.files.items() if path != to.span.path}


def _called(to: Obeying, said: Said) -> Iterator[Files]:
    """Each heading by its other name."""
    text = to.text
    for written, meant in re.findall(r"call `([^`]+)` `([^`]+)`", said[0]):
        text = re.sub(rf"(?m)^(#+ .*?|\**){re.escape(written)}", rf"\g<1>{meant}", text, count=1)
    yield to.rewritten(text)


def _named_outside(to: Obeying, said: Said) -> Iterator[Files]:
    """A role, or else somebody from outside, after the dash."""
    yield from _owner(to, said)
    config = _config(to)
    if config and not to.others:
        config[1]["external"] = [*(config[1].get("external") or []), "board"]
        beside = Obeying(to.one, _configured(to, config[0]), ["board"])
        yield from _owner(beside, said)


def _lower(to: Obeying, said: Said) -> Iterator[Files]:
    yield to.replaced("1")


def _asked_for(to: Obeying, said: Said) -> Iterator[Files]:
    """What evidence asks for, after its key or beside its type."""
    line, key = to.line(to.span.line), said[1]
    value = "[Won]" if key == "events" else "one"
    written = re.search(rf"\b{key}\"?: *(\[\]|''|\"\"|~|null)?", line)
    if written:
        at = to.offset(to.span.line, written.end() + 1)
        mark = '"' if '"' in written[0] else ""
        yield to.put(at - len(written[1] or ""), at, f"{mark}{value}{mark}")
    else:
        yield from _field(to, re.fullmatch(r"(.*)", f"{key}: {value}"))  # type: ignore[arg-type]


def _written_beside(to: Obeying, said: Said) -> Iterator[Files]:
    yield {**to.files, f"roles/{said[1]}": "# The library\n\nHow roles work.\n"}


WAYS: Final[tuple[tuple[str, Way], ...]] = (
    (r"did you mean `([^`]+)`", _the_first),
    (r"`[^`]+` is the code of `[^`]+`: write `([^`]+)`", _the_first),
    (r"remove the alias `([^`]+)`", _alias_gone),
    (r"remove `([^`]+)` from `external:`", _from_external),
    (r"remove it: `([^`]+)`, if that is meant, is a role here", _without),
    (r"remove `[^`]+` here", _without),
    (r"remove it here", _without),
    (r"remove any one of these", _without),
    (r"delete it;", _deleted),
    (r"remove the comment", _without_the_line),
    (r"(?:teach|add) .*, or remove it here", _without),
    (r"in parentheses behind it, name the role that owns it", _behind_it),
    (r"after the dash, name the role that owns it", _named_outside),
    (r"name a role or domain of the library, or list (?:it|`([^`]+)`) under `ext", _listed_outside),
    (r"add `[^`]+` to the library, name another agent, or list it under `ext", _listed_outside),
    (r"name a role of the library", _named),
    (r"name one of its roles: .*", _instead),
    (r"name one of (?:`[^`]+`(?:, )?)+", _instead),
    (r"add `[^`]+` to its roster, or name one of `([^`]+)`", _the_first),
    (r"write one of .*", _instead),
    (r"its levels: .*", _instead),
    (r"its items \([^)]*\): .*`", _instead),
    (r"write `role:` with the role's id", _for_a_role),
    (r"write `([^`]+)`: an id has", _the_first),
    (r"write `([^`]+)`, or the whole word in the other script", _the_first),
    (r"write `([^`]+)`, or another id", _the_first),
    (r"write `([^`]+)`, which always agrees", _the_first),
    (r"write `(\[\[[^`]+\]\])`, or remove the brackets", _the_first),
    (r"write `([^`]+)` or `[^`]+`", _instead),
    (r"write a number of (?:hours|days), as `([^`]+)`", _the_first),
    (r"write how many, as `([^`]+)`", _the_first),
    (r"write a number from (0) to 1", _the_first),
    (r"write a language as HTML does, `([^`]+)`", _the_first),
    (r"write `(practice_hours: 2)`", _field),
    (r"write `target_level:` with .*", _level),
    (r"write `([a-z_]+: [^`]*)`", _field),
    (r"add `([a-z_]+: [^`]*)` to the front matter of `([^`]+)`", _front_matter),
    (r"add `([a-z_]+: [^`]*)`", _field),
    (r"add `(## [^`]+)` with a numbered list: `([^`]+)`", _section),
    (r"add `(## [^`]+)` with `([^`]+)`", _section),
    (r"add `(## [^`]+)` with a paragraph", _section),
    (r"below the title, write (\(`[^`]+`, `[^`]+`\)) with these backticks", _below_the_title),
    (r"rename the file to `([^`]+)`; where others write `[^`]+`, say `([^`]+)`", _with_alias),
    (r"give one of them another (?:id|`id`|`atlas_id`)", _another_id),
    (r"remove one of them, or give one another id", _another_id),
    (r"call `[^`]+` `[^`]+`.*", _called),
    (r"lower `count`", _lower),
    (r"add `(\w+):` to the evidence", _asked_for),
    (r"name what is asked for after `(\w+):`", _asked_for),
    (r"write `([^`]+)` into the roles folder", _written_beside),
    (r"name `([^`]+)` here", _the_first),
    (r"name the role that takes it over", _named),
    (r"name the role that leads it", _named),
    (r"name a role, a domain as", _named),
    (r"name a role or domain of the library$", _named),
    (r"remove it, or write one of", _without_the_field),
    (r"move the file to `([^`]+)`", _moved),
    (r"move the file out of the folder", _out),
    (r"write the (?:atlas|role), or remove the file", _out),
    (r".*; if (?:it is no role|not), move it out of the folder", _out),
    (r"write the first role beside it, or move it out of the folder", _out),
    (r"correct the path, or remove the link", _link_gone),
    (r"name a heading or a key of that file, or remove the fragment", _fragment_gone),
    (r"put the value in quotes: `(.+)`$", _line_instead),
    (r"write `(.+)`$", _the_first),
)


def obeyed(one: Diagnostic, files: Files, roles: list[str]) -> list[Files]:
    """The files after the help was obeyed, once for each choice that it leaves; none where it
    cannot be obeyed without judgement."""
    if one.span.path not in files:
        return []
    to = Obeying(one, files, roles)
    said = ((way, match) for pattern, way in WAYS if (match := re.match(pattern, one.help)))
    way, match = next(said, (None, None))
    return list(way(to, match)) if way and match else []

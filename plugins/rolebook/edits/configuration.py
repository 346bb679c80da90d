"""A configuration and what is called otherwise in; its edits, and the settings after them, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import yaml

from rolebook.config.mkdocs_yml import Loader
from rolebook.config.places import BlockPlaces
from rolebook.config.settings import Settings
from rolebook.edits.change import Change, Edit
from rolebook.edits.naming import NewName
from rolebook.text.identity import identify, slug
from rolebook.text.source import Source


def configured(
    settings: Settings,
    source: Source | None,
    name: NewName,
    moves: Change,
    pages: Mapping[str, str],
) -> tuple[tuple[Edit, ...], Settings]:
    """What changes of a `mkdocs.yml`: titles of domains, actors from outside, paths that are
    ignored, and addresses in its navigation; `pages` are those that move."""
    if source is None or settings.config_file is None:
        return (), settings
    edits: list[Edit] = []
    places = BlockPlaces(settings.config_file)

    def renamed(node: yaml.Node | None, old: str, new: str) -> None:
        if (
            isinstance(node, yaml.ScalarNode)
            and old != new
            and (e := _edit(source, node, old, new))
        ):
            edits.append(e)

    titles = dict[str, str]()
    for id, title in settings.domain_titles.items():
        same = name.target.kind == "domain" and identify(id, "") == name.old
        titles[name.id if same else id] = title
        if same and (steps := places.steps("domains", id)) and len(steps) == 2:
            renamed(steps[-1].said, id, name.id)
    external = []
    for number, actor in enumerate(settings.external):
        same = name.target.kind == "role" and slug(actor) == name.old
        external.append(name.id if same else actor)
        if same and len(steps := places.steps("external", number)) == 2:
            renamed(steps[-1].value, actor, name.id)
    ignore = []
    for number, one in enumerate(settings.ignore):
        path = _moved(one.path, moves)
        ignore.append(replace(one, path=path))
        if len(steps := places.steps("ignore", number, "path")) == 3:
            renamed(steps[-1].value, one.path, path)
    for node in _navigation(source):
        for old, new in pages.items():
            if node.value == old or node.value.startswith(old):
                renamed(node, node.value, new + node.value[len(old) :])
    after = replace(settings, domain_titles=titles, external=tuple(external), ignore=tuple(ignore))
    return tuple(edits), after


def _moved(pattern: str, moves: Change) -> str:
    """A pattern that begins with the path of what moves."""
    sign = "!" if pattern.startswith("!") else ""
    rooted = "/" if pattern[len(sign) :].startswith("/") else ""
    path = pattern[len(sign) + len(rooted) :]
    return sign + rooted + moves.moved(path)


def _edit(source: Source, node: yaml.ScalarNode, old: str, new: str) -> Edit | None:
    """The value of a node, which may stand in quotes."""
    start, end = (
        source.line_starts[mark.line] + mark.column for mark in (node.start_mark, node.end_mark)
    )
    at = source.text.find(old, start, end)
    return Edit(source.span(at, at + len(old)), new) if at >= 0 else None


def _navigation(source: Source) -> Iterator[yaml.ScalarNode]:
    """The values of `nav:`, at any depth."""
    try:
        root = yaml.compose(source.text, Loader=Loader)
    except yaml.YAMLError:
        return
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value == "nav":
                yield from _leaves(value)


def _leaves(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _leaves(one)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _leaves(value)

"""What was read and a change in; what would be read after it out, without the disk."""

from __future__ import annotations

from dataclasses import replace

from rolebook.edits.applying import edited_texts
from rolebook.edits.change import Change
from rolebook.model import Sources
from rolebook.text.source import Source


def changed_sources(sources: Sources, change: Change) -> Sources:
    """The sources after a change. Raises `Refused`, as writing it would."""
    groups = {"roles", "atlases", "profiles", "docs", "among", "texts"}
    read = {one.path: one for name in groups for one in getattr(sources, name)}
    of_sources = Change(tuple(one for one in change.edits if one.span.path in read), change.moves)
    texts = edited_texts(of_sources, {path: one.text for path, one in read.items()})

    def after(source: Source) -> Source:
        path = change.moved(source.path)
        above = source.path.removesuffix(source.home)
        home = path.removeprefix(above) if source.home and path.startswith(above) else source.home
        text = texts.get(source.path, source.text)
        same = path == source.path and text == source.text
        return source if same else replace(source, path=path, home=home, text=text)

    def group(name: str) -> tuple[Source, ...]:
        found = [after(one) for one in getattr(sources, name)]
        return tuple(sorted(found, key=lambda one: one.path))

    return replace(
        sources,
        **{name: group(name) for name in sorted(groups)},
        left_out=tuple(replace(one, path=change.moved(one.path)) for one in sources.left_out),
        problems=tuple(
            replace(one, span=one.span._replace(path=change.moved(one.span.path)))
            for one in sources.problems
        ),
        files=frozenset(map(change.moved, sources.files)),
        astray={change.moved(path): why for path, why in sources.astray.items()},
    )

"""The fields of a source in; the language that it says its text is in, or why it says none, out."""

from __future__ import annotations

from collections.abc import Iterable

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.yaml.tree import YamlMap, YamlScalar
from rolebook.languages import language_tag, meant_tag

UNKNOWN_LANGUAGE = rule("RB046")
"""A screen reader speaks, and a browser hyphenates, by the language that a text is marked with; a
language that they do not know leaves the text in the voice of the library's own."""

LANG = ("lang",)


def written_language(
    tree: YamlMap | None, keys: Iterable[str] = LANG
) -> tuple[str, list[Diagnostic]]:
    """The tag (BCP 47) that the first of these keys holds; empty where none does."""
    for key in keys:
        value = tree.get(key) if tree else None
        if not isinstance(value, YamlScalar) or value.is_null or not value.text.strip():
            continue
        written = value.text.strip()
        tag = language_tag(written)
        return tag, ([] if tag else [_unknown(key, value)])
    return "", []


def _unknown(key: str, value: YamlScalar) -> Diagnostic:
    written = " ".join(value.text.split())[:60]
    meant = meant_tag(written)
    help = f"did you mean `{meant}`?" if meant else "write a language as HTML does, `en` or `pt-BR`"
    message = f"`{key}` is `{written}`, which is no language tag (BCP 47)"
    return Diagnostic(UNKNOWN_LANGUAGE, message, value.span, help)

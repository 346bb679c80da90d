"""`rolebook lsp`, asked by a real client over the standard streams."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from tests.rolebook.servers.editing import Editor

CONFIGURATION = "site_name: A library\nplugins: [rolebook]\n"

COUNSEL = """\
# Legal Counsel — fleet role definition

The **legal-counsel** (`class: legal-counsel`, `domain: legal`) reads 📜 contracts.

## Mandate

1. **Own contract risk** {#risk} — liability and data.

## Boundaries

- **Does NOT close deals** — that is **account-executive**'s call.
"""

EXECUTIVE = """\
---
reports_to: sales-lead
---
# Account Executive — fleet role definition

The **account-executive** (`class: account-executive`, `domain: sales`) sells.

## Mandate

1. **Close deals** — from the first call to the signature.

## Boundaries

- **Does NOT sign off 📜📜 contracts** — it goes to **legal-counsel#risk**, always.
- **Does NOT set quota** — **sales-lead** does.
"""

LEAD = """\
# Sales Lead — fleet role definition

The **sales-lead** (`class: sales-lead`, `domain: sales`) leads.

## Mandate

1. **Set quota** — for each quarter.
"""

ATLAS = """\
atlas_id: closing
title: Closing
role: account-executive
levels:
  - {id: basic, title: Basic}
competencies:
  - id: listen
    title: Listen
    target_level: basic
    practice_hours: 2
    evidence: {type: recording, count: 1, window_days: 30}
  - id: close
    title: Close
    target_level: basic
    practice_hours: 2
    prerequisites: [listen]
    evidence: {type: recording, count: 1, window_days: 30}
"""

AE = "roles/sales/account-executive.md"
LEGAL = "roles/legal/legal-counsel.md"
LIBRARY = {
    "mkdocs.yml": CONFIGURATION,
    AE: EXECUTIVE,
    LEGAL: COUNSEL,
    "roles/sales/sales-lead.md": LEAD,
    "atlases/closing.yml": ATLAS,
    "docs/index.md": "# Welcome\n\nSee [[legal-counsel]].\n",
}


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One server for all questions about one library; each test leaves the texts as they were."""
    root = tmp_path_factory.mktemp("editor")
    write(root, LIBRARY)
    one = Editor(root)
    one.open(AE)
    yield one
    assert not one.complaints
    assert one.stop() == 0


def write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def place(text: str, words: str) -> tuple[int, int]:
    """Line and character of some words as editors count: from 0, in UTF-16."""
    before = text[: text.index(words)]
    line = before.rpartition("\n")[2]
    return before.count("\n"), len(line.encode("utf-16-le")) // 2


def stretch(one: types.Range) -> tuple[int, int, int, int]:
    return one.start.line, one.start.character, one.end.line, one.end.character


def test_a_slip_is_found_while_it_is_written_and_mended_by_one_action(editor: Editor) -> None:
    text = EXECUTIVE.replace("**legal-counsel#risk**", "**legal-counsle**")
    editor.write(AE, text)
    editor.until(lambda: "RB101" in editor.codes(AE))
    found = next(one for one in editor.told[editor.uri(AE)] if one.code == "RB101")
    line, start = place(text, "legal-counsle")
    # the emoji before it count twice
    assert stretch(found.range) == (line, start, line, start + len("legal-counsle"))
    assert found.severity is types.DiagnosticSeverity.Error
    assert found.source == "rolebook"
    assert found.message.splitlines() == [
        "boundary owner `legal-counsle` is no role or domain of this library",
        "help: did you mean `legal-counsel` (roles/legal/legal-counsel.md)?",
    ]
    position = types.Position(line, start + 2)
    (action,) = editor.ask(
        "text_document_code_action",
        types.CodeActionParams(
            editor.document(AE), types.Range(position, position), types.CodeActionContext([])
        ),
    )
    assert action.title == "Change `legal-counsle` to `legal-counsel`"
    assert action.kind == types.CodeActionKind.QuickFix
    assert action.is_preferred
    (made,) = action.edit.document_changes
    (edit,) = made.edits
    assert (made.text_document.uri, edit.new_text) == (editor.uri(AE), "legal-counsel")
    assert edit.range == found.range
    editor.write(AE, EXECUTIVE)
    editor.until(lambda: "RB101" not in editor.codes(AE))


def test_what_is_mended_exactly_is_offered_as_a_fix(editor: Editor) -> None:
    path = "atlases/closing.yml"
    idle = "\n  # rolebook: allow RB402 kept for its title"
    text = ATLAS.replace("role: account-executive", f"role: account-executive{idle}")
    editor.open(path, text)
    editor.until(lambda: "RB027" in editor.codes(path))
    found = next(one for one in editor.told[editor.uri(path)] if one.code == "RB027")
    assert list(found.tags or ()) == [types.DiagnosticTag.Unnecessary]
    params = types.CodeActionParams(editor.document(path), found.range, types.CodeActionContext([]))
    (action,) = editor.ask("text_document_code_action", params)
    assert action.title == "Mend: unused allowance"
    editor.close(path)


def test_what_a_name_means_is_told_and_led_to(editor: Editor) -> None:
    at = editor.at(AE, *place(EXECUTIVE, "legal-counsel#risk"))
    hover = editor.ask("text_document_hover", types.HoverParams(**at))
    assert hover.contents.kind is types.MarkupKind.Markdown
    told = hover.contents.value.splitlines()
    assert told[0] == r"**Legal Counsel** · legal/legal\-counsel · role"
    assert "- Own contract risk" in told
    assert r"- close deals → Account Executive \(sales/account\-executive\)" in told
    (found,) = editor.ask("text_document_definition", types.DefinitionParams(**at))
    assert found.uri == editor.uri(LEGAL)
    assert stretch(found.range) == (2, 31, 2, 44)
    line, character = place(EXECUTIVE, "risk**")
    item = editor.at(AE, line, character + 1)
    (found,) = editor.ask("text_document_definition", types.DefinitionParams(**item))
    assert (found.uri, found.range.start) == (editor.uri(LEGAL), types.Position(6, 5))


def test_a_name_is_found_wherever_it_stands(editor: Editor) -> None:
    at = editor.at(AE, *place(EXECUTIVE, "legal-counsel#risk"))
    context = types.ReferenceContext(include_declaration=True)
    found = editor.ask("text_document_references", types.ReferenceParams(context, **at))
    line, start = place(EXECUTIVE, "legal-counsel#risk")
    assert [(one.uri, *stretch(one.range)) for one in found] == [
        (editor.uri("docs/index.md"), 2, 6, 2, 19),
        (editor.uri(LEGAL), 2, 6, 2, 19),
        (editor.uri(LEGAL), 2, 31, 2, 44),
        (editor.uri(AE), line, start, line, start + 13),
    ]
    marked = editor.ask("text_document_document_highlight", types.DocumentHighlightParams(**at))
    assert [one.kind for one in marked] == [types.DocumentHighlightKind.Read]


@pytest.mark.parametrize(
    ("path", "before", "text", "offered"),
    [
        (AE, "legal-counsel#risk", "legal-cou", ["legal-counsel"]),
        (AE, "legal-counsel#risk", "legal-counsel#", ["legal-counsel#risk"]),
        (AE, "reports_to: sales-lead", "reports_to: lea", ["sales-lead"]),
        (AE, "reports_to: sales-lead", "deleg", ["delegates_to"]),
        ("atlases/closing.yml", "[listen]", "[clo", ["close"]),
        ("atlases/closing.yml", "target_level: basic", "target_level: ", ["basic"]),
        ("atlases/closing.yml", "practice_hours: 2", "practice_", ["practice_hours"]),
        ("docs/index.md", "[[legal-counsel]]", "[[closing#li", ["closing#listen"]),
        (AE, "sells.", "<!-- rolebook: allow RB30", ["RB301", "RB302", "RB303", "RB304", "RB305"]),
    ],
)
def test_what_may_follow_is_offered(
    editor: Editor, path: str, before: str, text: str, offered: list[str]
) -> None:
    whole = LIBRARY[path].replace(before, text, 1)
    if path != AE:
        editor.open(path, whole)
    else:
        editor.write(path, whole)
    line, character = place(whole, text)
    at = editor.at(path, line, character + len(text))
    found = editor.ask("text_document_completion", types.CompletionParams(**at))
    labels = [one.label for one in found.items]
    assert labels[: len(offered)] == offered
    edit = found.items[0].text_edit
    assert edit.range.end == at["position"]
    if path != AE:
        editor.close(path)
    else:
        editor.write(path, EXECUTIVE)


def test_a_proposal_is_explained_when_it_is_looked_at(editor: Editor) -> None:
    at = editor.at(AE, *place(EXECUTIVE, "sales-lead"))
    found = editor.ask("text_document_completion", types.CompletionParams(**at))
    lead = next(one for one in found.items if one.label == "sales-lead")
    assert lead.documentation is None
    shown = editor.ask("completion_item_resolve", lead)
    assert shown.documentation.value.startswith(r"**Sales Lead** · sales/sales\-lead · role")


def test_a_file_and_a_library_have_outlines(editor: Editor) -> None:
    params = types.DocumentSymbolParams(editor.document(AE))
    (role,) = editor.ask("text_document_document_symbol", params)
    assert (role.name, role.detail) == ("Account Executive", "sales/account-executive")
    assert [one.name for one in role.children] == [
        "Close deals",
        "Does NOT sign off 📜📜 contracts",
        "Does NOT set quota",
    ]
    params = types.DocumentSymbolParams(editor.document("docs/index.md"))
    (heading,) = editor.ask("text_document_document_symbol", params)
    assert heading.name == "Welcome"
    found = editor.ask("workspace_symbol", types.WorkspaceSymbolParams("listen"))
    assert [(one.name, one.container_name) for one in found] == [("Listen", "closing")]


def test_a_role_is_renamed_in_every_file_and_its_file_with_it(editor: Editor) -> None:
    at = editor.at(AE, *place(EXECUTIVE, "legal-counsel#risk"))
    begun = editor.ask("text_document_prepare_rename", types.PrepareRenameParams(**at))
    assert begun.placeholder == "legal-counsel"
    line, start = place(EXECUTIVE, "legal-counsel#risk")
    assert stretch(begun.range) == (line, start, line, start + 13)
    made = editor.ask("text_document_rename", types.RenameParams(new_name="contract-counsel", **at))
    *edits, move = made.document_changes
    assert (move.old_uri, move.new_uri) == (
        editor.uri(LEGAL),
        editor.uri("roles/legal/contract-counsel.md"),
    )
    assert {one.text_document.uri for one in edits} == {
        editor.uri("docs/index.md"),
        editor.uri(LEGAL),
        editor.uri(AE),
    }
    (own,) = next(one.edits for one in edits if one.text_document.uri == editor.uri(AE))
    assert (own.new_text, own.range) == ("contract-counsel", begun.range)
    with pytest.raises(JsonRpcException, match="`sales` is taken by the domain"):
        editor.ask("text_document_rename", types.RenameParams(new_name="sales", **at))
    nothing = editor.at(AE, *place(EXECUTIVE, "sells."))
    params = types.PrepareRenameParams(**nothing)
    assert editor.ask("text_document_prepare_rename", params) is None


def test_what_changes_on_the_disk_is_noticed_and_a_broken_configuration_is_told(
    edit: Callable[..., Editor], tmp_path: Path
) -> None:
    executive = EXECUTIVE.replace("legal-counsel#risk", "legal-counsel")
    write(tmp_path, {**LIBRARY, AE: executive})
    # positions are counted as the editor wants
    editor = edit(tmp_path, encodings=("utf-8",))
    assert editor.capabilities.position_encoding == "utf-8"
    editor.open(AE)
    (tmp_path / LEGAL).unlink()
    editor.changed_on_disk(LEGAL)
    editor.until(lambda: "RB101" in editor.codes(AE))
    found = next(one for one in editor.told[editor.uri(AE)] if one.code == "RB101")
    before = executive[: executive.index("legal-counsel")].rpartition("\n")[2]
    assert found.range.start.character == len(before.encode())
    write(tmp_path, {"mkdocs.yml": "plugins:\n  - rolebook:\n      rolse: people\n"})
    editor.changed_on_disk("mkdocs.yml")
    editor.until(lambda: bool(editor.told.get(editor.uri("mkdocs.yml"))))
    (found,) = editor.told[editor.uri("mkdocs.yml")]
    assert found.message == "unknown key `rolse` in `rolebook:`; did you mean `roles`?"
    assert stretch(found.range) == (2, 6, 2, 11)
    # the last good state goes on, and what is written in it is checked
    editor.write(AE, executive.replace("legal-counsel", "sales-lead"))
    editor.until(lambda: "RB101" not in editor.codes(AE))
    assert editor.told[editor.uri("mkdocs.yml")] == [found]
    write(tmp_path, {"mkdocs.yml": CONFIGURATION})
    editor.changed_on_disk("mkdocs.yml")
    editor.until(lambda: not editor.told[editor.uri("mkdocs.yml")])
    assert not editor.complaints


def test_a_folder_without_a_configuration_is_read_when_a_file_of_it_is_opened(
    edit: Callable[..., Editor], tmp_path: Path
) -> None:
    write(
        tmp_path, {"team/agents/a.md": "---\nname: a\ndescription: Does a.\nreports_to: b\n---\n"}
    )
    write(tmp_path, {"notes.md": "# Notes\n"})
    # it does not tell of files: the server looks itself
    editor = edit(tmp_path, watching=False)
    editor.open("team/agents/a.md")
    editor.until(lambda: editor.codes("team/agents/a.md") == ["RB102"])
    write(tmp_path, {"team/agents/b.md": "---\nname: b\ndescription: Does b.\n---\n"})
    editor.until(lambda: editor.codes("team/agents/a.md") == [])


def test_nothing_that_is_sent_ends_the_server(editor: Editor) -> None:
    for text in ("", "\0", "---\n", "[" * 100_000, "é" * 3_000_000, "# \u2028 x\r\n\r- **Does NOT"):
        editor.write(AE, text)
        at = editor.at(AE, 999_999, 999_999)
        editor.ask("text_document_hover", types.HoverParams(**at))
        editor.ask("text_document_completion", types.CompletionParams(**at))
    untitled = types.TextDocumentItem("untitled:Untitled-1", "markdown", 1, "# x\n")
    editor.tell("text_document_did_open", types.DidOpenTextDocumentParams(untitled))
    document = types.TextDocumentIdentifier("untitled:Untitled-1")
    params = types.DocumentSymbolParams(document)
    assert editor.ask("text_document_document_symbol", params) is None
    editor.write(AE, EXECUTIVE)
    params = types.DocumentSymbolParams(editor.document(AE))
    assert editor.ask("text_document_document_symbol", params)[0].name == "Account Executive"
    assert not editor.complaints

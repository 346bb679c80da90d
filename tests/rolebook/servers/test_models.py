"""`rolebook mcp`, asked by the SDK's own client."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from mcp import Client, StdioServerParameters
from tests.rolebook.servers.loops import run
from tests.rolebook.servers.test_editor import AE, EXECUTIVE, LIBRARY, write

from rolebook.config.load import load_settings
from rolebook.servers.models.server import model_server


def ask(root: Path, tool: str, **arguments: Any) -> Any:
    """The structured answer of a tool, or the text of its refusal."""

    async def asked() -> Any:
        async with Client(model_server(partial(load_settings, root / "mkdocs.yml"))) as client:
            found = await client.call_tool(tool, arguments)
            return found.content[0].text if found.is_error else found.structured_content

    return run(asked())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, LIBRARY)
    return tmp_path


def test_who_owns_some_work(root: Path) -> None:
    found = ask(root, "who_owns", question="contract risk")
    best = found["answers"][0]
    assert best["owner"] == {
        "kind": "role",
        "name": "legal/legal-counsel",
        "title": "Legal Counsel",
    }
    assert (best["why"], best["certain"]) == ("Own contract risk", True)
    assert found["domains"] == ["legal", "sales"]


def test_what_is_said_of_a_role(root: Path) -> None:
    card = ask(root, "role", name="legal-counsel")["result"]
    assert [one["statement"] for one in card["mandate"]] == ["Own contract risk"]
    learned = ask(root, "role", name="closing#close")["result"]
    assert [one["title"] for one in learned["prerequisites"]] == ["Listen"]
    assert ask(root, "role", name="legal-counsle") == (
        "Error executing tool role:"
        " `legal-counsle` is nothing in this library; did you mean `legal-counsel`?"
    )


def test_what_two_roles_leave_to_each_other(root: Path) -> None:
    found = ask(root, "boundaries_between", one="account-executive", other="legal-counsel")
    assert [one["statement"] for one in found["one"]["leaves"]] == ["sign off 📜📜 contracts"]
    assert [one["statement"] for one in found["other"]["leaves"]] == ["close deals"]
    found = ask(root, "boundaries_between", one="account-executive", other="sales-lead")
    assert [one["kind"] for one in found["one"]["relations"]] == ["reports_to"]


def test_what_has_to_be_learned(root: Path) -> None:
    found = ask(root, "path", competency="close")
    assert [one["name"] for one in found["steps"]] == ["closing#listen", "closing#close"]
    assert ask(root, "path", competency="close", held=["listen"])["practice_hours"] == 2


def test_what_speaks_of_something(root: Path) -> None:
    found = ask(root, "search", query="deal")
    assert [(one["thing"]["name"], one["part"]) for one in found["hits"]] == [
        ("sales/account-executive", "mandate"),
        ("legal/legal-counsel", "boundary"),
    ]


def test_what_is_wrong_now(root: Path) -> None:
    assert ask(root, "findings", severity="error")["findings"] == []
    write(root, {AE: EXECUTIVE.replace("legal-counsel#risk", "nobody-at-all")})
    (found,) = ask(root, "findings", path="roles/sales", severity="error")["findings"]
    assert (found["code"], found["path"], found["line"]) == ("RB101", AE, 14)


def test_a_server_sees_what_is_written_while_it_runs(root: Path) -> None:
    server = model_server(partial(load_settings, root / "mkdocs.yml"))

    async def errors(client: Client) -> Any:
        found = await client.call_tool("findings", {"severity": "error"})
        return (found.structured_content or {}).get("errors", found.content)

    async def asked() -> None:
        async with Client(server) as client:
            assert await errors(client) == 0
            write(root, {AE: EXECUTIVE.replace("legal-counsel#risk", "nobody-at-all")})
            assert await errors(client) == 1
            write(root, {AE: EXECUTIVE, "mkdocs.yml": "plugins: [{rolebook: {rolse: x}}]\n"})
            assert "did you mean `roles`?" in (await errors(client))[0].text
            write(root, {"mkdocs.yml": LIBRARY["mkdocs.yml"]})
            assert await errors(client) == 0

    run(asked())


def test_nothing_it_offers_writes(root: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "rolebook", "mcp", str(root)], env=dict(os.environ)
    )

    async def listed() -> Any:
        async with Client(command) as client:
            found = await client.call_tool("who_owns", {"question": "quota"})
            assert found.structured_content is not None
            assert found.structured_content["answers"][0]["owner"]["name"] == "sales/sales-lead"
            return (await client.list_tools()).tools

    tools = run(listed())
    assert [one.name for one in tools] == [
        "who_owns",
        "role",
        "boundaries_between",
        "path",
        "search",
        "findings",
    ]
    assert all(one.annotations.read_only_hint and one.output_schema for one in tools)


def test_without_the_extra_it_says_what_to_install(
    at: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = util.find_spec
    monkeypatch.setattr(
        "rolebook.cli.mcp.find_spec", lambda name: None if name == "mcp" else found(name)
    )
    result = at(tmp_path, "mcp")
    assert result.exit_code == 2
    assert result.stderr == (
        "rolebook: the SDK of the protocol is not installed;"
        " `pip install 'rolebook[mcp]'` brings it\n"
    )

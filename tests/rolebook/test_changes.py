"""What changed in meaning between two libraries: what form does not touch, and what it hides."""

from __future__ import annotations

import random
import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from rolebook.changes.change import Change
from rolebook.changes.compare import changes
from rolebook.changes.meaning import one_line, said
from rolebook.changes.states import States
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Sources
from rolebook.parse.library import read_library
from rolebook.text.source import Source

ROOT = Path(__file__).parents[2]
OWN = {
    file.relative_to(ROOT).as_posix(): file.read_text("utf-8")
    for domain in ("sales", "legal", "italia")
    for file in sorted((ROOT / "roles" / domain).glob("*.md"))
}


def graph_of(files: dict[str, str]) -> LibraryGraph:
    groups = {
        group: tuple(
            Source(path, text, path.removeprefix(f"{group}/"))
            for path, text in sorted(files.items())
            if path.startswith(f"{group}/")
        )
        for group in ("roles", "atlases", "profiles")
    }
    return LibraryGraph(read_library(Sources(**groups), domain_titles={})[0])


def changed(
    old: dict[str, str], new: dict[str, str], moved: dict[str, str] | None = None
) -> tuple[Change, ...]:
    return changes(States(graph_of(old), graph_of(new), moved))


def kinds(found: tuple[Change, ...]) -> list[tuple[str, str]]:
    return [(one.kind, one.subject) for one in found]


def role(id: str, mandate: str = "", boundaries: str = "", more: str = "") -> str:
    text = f"# {id.title()} — fleet role definition\n\nThe **{id}** (`class: {id}`).\n"
    for title, body in (("Mandate", mandate), ("Boundaries", boundaries)):
        text += f"\n## {title}\n\n{body}\n" if body else ""
    return text + more


def agent(name: str, body: str, description: str = "Reads mail.") -> str:
    return f"---\nname: {name}\ndescription: {description}\n---\n\n{body}\n"


# Form

BOLD = re.compile(r"\*\*([^*\n]+)\*\*")


def reformatted(text: str, chance: random.Random) -> str:
    """The same text as another editor or formatter would write it."""
    front, _, body = text.rpartition("\n---\n") if text.startswith("---\n") else ("", "", text)
    if front:
        head = front.removeprefix("---\n").split("\n")
        if not any(line[:1] in " -" for line in head):
            chance.shuffle(head)
        front = "---\n" + "\n".join(head) + "\n---\n"
    blocks = []
    bullet, number = chance.choice("-*+"), chance.choice((".", ")"))
    for block in body.strip("\n").split("\n\n"):
        lines = block.split("\n")
        items = re.split(r"\n(?=[-*+] |\d+[.)] )", block)
        if block.startswith(("#", ">", "|", "`", " ", "<", "---")) or any(
            line.startswith(("  -", "   -", "|", ">")) for line in lines
        ):
            blocks.append(block)
            continue
        wrapped = []
        for item in items:
            mark = re.match(r"(?:[-*+]|\d+[.)]) +", item)
            begin = mark[0] if mark else ""
            text = " ".join(item[len(begin) :].split())
            if begin:
                begin = f"{bullet} " if begin[0] in "-*+" else f"1{number} "
            width = chance.choice((40, 60, 88, 10_000))
            wrapped.append(
                textwrap.fill(
                    text,
                    width,
                    initial_indent=begin,
                    subsequent_indent=" " * len(begin),
                    break_long_words=False,
                    break_on_hyphens=False,
                )
            )
        blocks.append("\n".join(wrapped))
    body = "\n\n".join(blocks)
    if chance.random() < 0.5:
        body = BOLD.sub(r"__\1__", body)
    if chance.random() < 0.5:
        body = body.replace("\n\n## ", "\n\n<!-- a note -->\n\n\n## ")
    return front + body


@given(st.integers(0, 10_000))
@settings(max_examples=5, phases=(Phase.explicit, Phase.generate))
def test_form_is_no_change(seed: int) -> None:
    chance = random.Random(seed)
    new = {path: reformatted(text, chance) for path, text in OWN.items()}
    assert kinds(changed(OWN, new)) == []


@given(st.sets(st.sampled_from(sorted(OWN))), st.sets(st.sampled_from(sorted(OWN))))
@settings(max_examples=5, phases=(Phase.explicit, Phase.generate))
def test_what_is_added_one_way_is_removed_the_other(first: set[str], second: set[str]) -> None:
    old, new = ({path: OWN[path] for path in some} for some in (first, second))
    forth, back = changed(old, new), changed(new, old)
    assert {one.subject for one in forth if one.kind == "role-added"} == {
        one.subject for one in back if one.kind == "role-removed"
    }
    assert {one.kind for one in forth} <= {
        *("role-added", "role-removed", "domain-added", "domain-removed", "boundary-suspect"),
    }
    assert changed(old, old) == ()


# What form hides


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("up to 10 %", "up to 10"),
        ("up to €10", "up to $10"),
        ("below 5 days", "above 5 days"),
        ("with the customer", "without the customer"),
        ("deals < 5", "deals > 5"),
        ("must be signed", "must not be signed"),
    ],
)
def test_a_small_word_or_sign_is_a_change(before: str, after: str) -> None:
    old, new = (role("seller", f"1. **Close deals** — {text}.") for text in (before, after))
    (one,) = changed({"roles/a/seller.md": old}, {"roles/a/seller.md": new})
    assert (one.kind, one.subject) == ("responsibility-reworded", "a/seller#close-deals")
    assert (one.old, one.new) == (f"{before}.", f"{after}.")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the customer’s files", "The customer's file"),
        ("sign-off, in time", "Sign off — in time!"),
        ("see [the list](a.md)", "see the **list**"),
        ("合同 条款\n   与 价格", "合同 条款与\n   价格"),
    ],
)
def test_marks_case_and_inflection_are_none(before: str, after: str) -> None:
    old, new = (role("seller", f"1. **Close deals** — {text}") for text in (before, after))
    assert changed({"roles/a/seller.md": old}, {"roles/a/seller.md": new}) == ()


# Names


def test_a_role_is_known_by_its_mandate_and_not_by_what_every_file_says() -> None:
    mandate = "1. **Sell boats** — in summer.\n2. **Rent boats** — in spring."
    old = {"roles/a/one.md": role("one", mandate)}
    same = {"roles/a/two.md": role("two", mandate)}
    other = {"roles/a/two.md": role("two", "1. **Bake bread** — at night.")}
    assert kinds(changed(old, same))[0] == ("role-renamed", "a/two")
    found = kinds(changed(old, other, {"roles/a/two.md": "roles/a/one.md"}))
    assert found == [("role-removed", "a/one"), ("role-added", "a/two")]


def test_who_follows_a_new_name_says_nothing_new() -> None:
    old = {
        "roles/a/buyer.md": role("buyer", "1. **Buy paper** — a ton."),
        "roles/a/seller.md": role(
            "seller",
            "1. **Sell books** — with the buyer.",
            "- **Does NOT buy paper** — **buyer**'s call; the buyer knows the mills.",
        ),
    }
    new = {
        "roles/a/purchaser.md": old["roles/a/buyer.md"].replace("buyer", "purchaser"),
        "roles/a/seller.md": old["roles/a/seller.md"].replace("buyer", "purchaser"),
    }
    assert kinds(changed(old, new)) == [("role-renamed", "a/purchaser")]


def test_a_title_that_changed_is_told_and_not_who_says_it() -> None:
    buyer = role("buyer", "1. **Buy paper** — a ton.")
    seller = role("seller", "1. **Sell books** — as the Head Buyer says.")
    old = {
        "roles/a/buyer.md": buyer.replace("# Buyer", "# Head Buyer"),
        "roles/a/seller.md": seller,
    }
    new = {
        "roles/a/buyer.md": buyer.replace("# Buyer", "# Chief of Purchasing"),
        "roles/a/seller.md": seller.replace("Head Buyer", "Chief of Purchasing"),
    }
    assert kinds(changed(old, new)) == [("title-changed", "a/buyer")]


def test_a_role_that_changes_its_domain_alone_is_renamed() -> None:
    text = role("seller", "1. **Sell books** — with care.")
    others = {f"roles/a/{id}.md": role(id, f"1. **Do {id} work** — well.") for id in ("x", "y")}
    found = changed({"roles/a/seller.md": text, **others}, {"roles/b/seller.md": text, **others})
    assert kinds(found) == [("role-renamed", "b/seller"), ("domain-added", "b/")] or kinds(
        found
    ) == [("domain-added", "b/"), ("role-renamed", "b/seller")]


# Agents


def test_who_is_gone_is_told_once_and_not_by_those_who_name_him() -> None:
    team = "Read.\n\n## Collaboration\n\n- **Archivist**: files what was read\n"
    old = {
        "roles/a/one.md": agent("one", team),
        "roles/a/archivist.md": agent("archivist", "File."),
    }
    new = {"roles/a/one.md": agent("one", team)}
    assert kinds(changed(old, new)) == [("role-removed", "a/archivist")]
    assert kinds(changed(new, old)) == [("role-added", "a/archivist")]


def test_what_an_agent_is_told_is_named_by_its_heading() -> None:
    old = {"roles/a/one.md": agent("one", "Read.\n\n## Steps\n\n1. Open it.\n2. Read it.")}
    new = {"roles/a/one.md": agent("one", "Read.\n\n## Steps\n\n1. Open it.\n2. Burn it.")}
    (one,) = changed(old, new)
    assert (one.kind, one.subject, one.field) == ("prose-changed", "a/one", "Steps")


# Suspects

TAKES = {"roles/a/lead.md": role("lead", "1. **Approve discounts** — up to 25 percent.")}
GIVES = {
    "roles/a/seller.md": role(
        "seller", "1. **Sell books** — all.", "- **Does NOT approve discounts** — **lead**'s call."
    )
}


@pytest.mark.parametrize(
    ("mandate", "boundaries", "reason"),
    [
        ("1. **Approve discounts** — up to 20 percent.", "", "reworded"),
        ("1. **Approve discounts to resellers** — up to 25 percent.", "", "reworded"),
        ("1. **Coach sellers** — weekly.", "", "removed"),
        (
            "1. **Approve discounts** — up to 25 percent.",
            "- **Does NOT approve discounts** — nobody does.",
            "disowned",
        ),
    ],
)
def test_a_boundary_is_suspect_where_its_owner_changed_in_what_it_leaves(
    mandate: str, boundaries: str, reason: str
) -> None:
    new = {"roles/a/lead.md": role("lead", mandate, boundaries), **GIVES}
    found = [one for one in changed({**TAKES, **GIVES}, new) if one.kind == "boundary-suspect"]
    assert [(one.subject, one.owner, one.reason) for one in found] == [
        ("a/seller#approve-discounts", "a/lead", reason)
    ]


def test_a_boundary_is_not_suspect_for_other_work_or_where_its_author_has_looked() -> None:
    more = {"roles/a/lead.md": TAKES["roles/a/lead.md"] + "2. **Coach sellers** — weekly.\n"}
    assert kinds(changed({**TAKES, **GIVES}, {**more, **GIVES})) == [
        ("responsibility-added", "a/lead#coach-sellers")
    ]
    gone = {"roles/a/lead.md": role("lead", "1. **Coach sellers** — weekly.")}
    looked = {"roles/a/seller.md": GIVES["roles/a/seller.md"].replace("'s call", "'s call today")}
    found = {one.kind for one in changed({**TAKES, **GIVES}, {**gone, **looked})}
    assert "boundary-suspect" not in found


def test_work_that_moves_makes_suspect_who_still_leaves_it_to_the_old_owner() -> None:
    item = "1. **Approve discounts** — up to 25 percent."
    new = {
        "roles/a/lead.md": role("lead", "1. **Coach sellers** — weekly."),
        "roles/a/cfo.md": role("cfo", item),
    }
    found = changed({**TAKES, **GIVES}, {**new, **GIVES})
    suspect = next(one for one in found if one.kind == "boundary-suspect")
    assert (suspect.reason, suspect.new) == ("moved", "a/cfo")
    assert ("responsibility-moved", "a/cfo#approve-discounts") in kinds(found)


def test_who_names_an_item_that_moved_has_to_look_and_has_changed_nothing() -> None:
    item = "1. **Approve discounts** {#discounts} — up to 25 percent."
    lead = role("lead", f"{item}\n2. **Coach sellers** — weekly.")
    gives = {"roles/a/seller.md": GIVES["roles/a/seller.md"].replace("lead**", "lead#discounts**")}
    old = {"roles/a/lead.md": lead, "roles/a/cfo.md": role("cfo", "1. **Pay** — all."), **gives}
    new = {
        "roles/a/lead.md": lead.replace(f"{item}\n", ""),
        "roles/a/cfo.md": role("cfo", f"1. **Pay** — all.\n{item}"),
        **gives,
    }
    assert kinds(changed(old, new)) == [
        ("boundary-suspect", "a/seller#approve-discounts"),
        ("responsibility-moved", "a/cfo#discounts"),
    ]
    other = {**old, "roles/a/lead.md": lead.replace("{#discounts}", "{#rebates}")}
    assert kinds(changed(old, other)) == [("responsibility-renamed", "a/lead#rebates")]


# Atlases and profiles


def atlas(id: str, *competencies: str) -> str:
    listed = "".join(f"  - {{{one}}}\n" for one in competencies)
    return f"atlas_id: {id}\ntitle: Work\nlevels: [{{id: able}}]\ncompetencies:\n{listed}"


ASK = "id: ask, title: Ask open questions"
NOTE = "id: note, title: Take notes"
CLOSE = "id: close, title: Close a deal, prerequisites: [ask]"


def test_an_atlas_is_known_by_what_it_charts() -> None:
    old = {"atlases/a.yml": atlas("a", ASK, NOTE, CLOSE)}
    new = {"atlases/b.yml": atlas("b", ASK, NOTE, CLOSE)}
    (one,) = changed(old, new)
    assert (one.kind, one.subject, one.old, one.new) == ("atlas-renamed", "b", "a", "b")
    other = {"atlases/b.yml": atlas("b", "id: bake, title: Bake bread")}
    assert kinds(changed(old, other)) == [("atlas-removed", "a"), ("atlas-added", "b")]


def test_a_competency_goes_from_one_atlas_to_another() -> None:
    old = {"atlases/a.yml": atlas("a", ASK, NOTE, CLOSE), "atlases/b.yml": atlas("b", ASK)}
    new = {"atlases/a.yml": atlas("a", ASK, CLOSE), "atlases/b.yml": atlas("b", ASK, NOTE)}
    (one,) = changed(old, new)
    assert (one.kind, one.old, one.new) == ("competency-renamed", "a#note", "b#note")


def test_what_a_competency_proves_is_told_and_follows_the_item() -> None:
    seller = role("seller", "1. **Close deals** {#closing} — all.")
    old = {"roles/a/seller.md": seller, "atlases/a.yml": atlas("a", ASK)}
    proving = atlas("a", f"{ASK}, proves: [seller#closing]")
    new = {**old, "atlases/a.yml": proving}
    (one,) = changed(old, new)
    assert (one.kind, one.subject, one.new) == ("proof-added", "a#ask", "a/seller#closing")
    moved = {
        "roles/a/closer.md": seller.replace("seller", "closer"),
        "atlases/a.yml": proving.replace("seller#", "closer#"),
    }
    assert kinds(changed(new, moved)) == [("role-renamed", "a/closer")]


def test_a_profile_is_known_by_its_roster() -> None:
    roles = {f"roles/a/{id}.md": role(id, f"1. **Do {id}** — all.") for id in ("x", "y")}
    text = "id: team\ntitle: Team\nroster:\n  - class: x\n  - {class: y, reports_to: x}\n"
    old = {**roles, "profiles/team.yaml": text}
    new = {**roles, "profiles/crew.yaml": text.replace("id: team", "id: crew")}
    assert kinds(changed(old, new)) == [("profile-renamed", "crew")]
    new = {**roles, "profiles/team.yaml": text.replace(", reports_to: x", "")}
    (one,) = changed(old, new)
    assert (one.kind, one.field, one.old, one.new) == (
        "seat-changed",
        "a/y reports_to",
        "a/x",
        None,
    )


def test_what_is_merged_one_way_is_split_the_other() -> None:
    one = {"roles/a/x.md": role("x", "1. **Forecast and close deals** — weekly.")}
    two = {"roles/a/x.md": role("x", "1. **Forecast deals** — all.\n2. **Close deals** — all.")}
    assert kinds(changed(one, two)) == [("responsibility-split", "a/x#forecast-and-close-deals")]
    assert kinds(changed(two, one)) == [("responsibility-merged", "a/x#forecast-and-close-deals")]


# Long runs


@pytest.mark.parametrize(
    "run", ["<!--", "{#", "{reviewed:", "](", "<a ", "a", "a/", "_", "# #", "> ", "- ", "**", "文 "]
)
def test_a_long_run_of_anything_takes_no_longer_than_its_length(run: str) -> None:
    text = run * 20_000
    assert said(text) is not None
    assert one_line(text) is not None
    renamed = role("purchaser", "1. **Buy paper** — a ton.")
    old = {
        "roles/a/buyer.md": renamed.replace("purchaser", "buyer"),
        "roles/a/x.md": agent("x", f"Read.\n\n## {run * 3_000}x"),
    }
    new = {"roles/a/purchaser.md": renamed, "roles/a/x.md": agent("x", f"Look.\n\n{run * 3_000}x")}
    states = States(graph_of(old), graph_of(new))
    assert ("role-renamed", "a/purchaser") in kinds(changes(states))
    assert states.retold(text) is not None

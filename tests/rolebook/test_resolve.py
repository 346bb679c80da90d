from __future__ import annotations

import pytest

from rolebook.graph.resolve import DANGLING, Resolution, Resolver, Target
from rolebook.model import Atlas, Competency, Domain, Library, Reference, Role
from rolebook.text.source import Span

HERE = Span("x.md")


def role(name: str, title: str = "", *aliases: str) -> Role:
    domain, id = name.split("/")
    return Role(id, domain, title or id, f"{name}.md", f"{name}.md", HERE, aliases)


def resolver(
    *roles: Role, external: tuple[str, ...] = (), atlases: tuple[Atlas, ...] = ()
) -> Resolver:
    domains = tuple(Domain(id, id) for id in sorted({one.domain for one in roles}))
    return Resolver(Library(roles, atlases, domains, external=external))


def atlas(id: str, *competencies: str) -> Atlas:
    held = tuple(Competency(one, one, id, HERE) for one in competencies)
    return Atlas(id, id, f"{id}.yml", HERE, competencies=held)


def meant(*names: str) -> Resolution:
    """`sales/` is a domain, `sales/lead` a role, `x#y` a competency, the rest outside actors."""

    def kind(name: str) -> str:
        if "#" in name:
            return "competency"
        return "domain" if name.endswith("/") else "role" if "/" in name else "external"

    return Resolution(tuple(Target(kind(name), name) for name in names))


LIBRARY = resolver(
    role("sales/account-executive", "Account Executive", "closer"),
    role("sales/coordinator", "Coordinator"),
    role("customer/coordinator", "Coordinator"),
    role("support/legal", "Legal Desk"),
    role("legal/legal-counsel", "Legal Counsel"),
    role("legal/closer-of-books", "Closer", "board"),
    external=("board", "The Buyer", "顧客"),
)


@pytest.mark.parametrize(
    ("written", "domain", "expected"),
    [
        ("account-executive", "legal", meant("sales/account-executive")),
        ("Account Executive", "legal", meant("sales/account-executive")),
        ("account-executives", "legal", meant("sales/account-executive")),
        ("AE", "legal", meant("sales/account-executive")),
        ("AEs", "legal", meant("sales/account-executive")),
        ("ae", "legal", DANGLING),
        ("sales/account-executive", "legal", meant("sales/account-executive")),
        ("sales/Account Executives", "legal", meant("sales/account-executive")),
        ("sales/closer", "legal", meant("sales/account-executive")),
        ("legal/account-executive", "legal", DANGLING),
        ("coordinator", "sales", meant("sales/coordinator")),
        ("coordinator", "customer", meant("customer/coordinator")),
        ("coordinator", "legal", meant("sales/coordinator", "customer/coordinator")),
        ("coordinators", "sales", meant("sales/coordinator")),
        # an alias, too, is that of the same domain first
        ("closer", "sales", meant("sales/account-executive")),
        ("closer", "legal", meant("legal/closer-of-books")),
        ("closer", "support", meant("sales/account-executive", "legal/closer-of-books")),
        # an outside actor before an alias
        ("board", "sales", meant("board")),
        ("the buyer", "sales", meant("The Buyer")),
        ("顧客", "sales", meant("顧客")),
        ("sales/", "legal", meant("sales/")),
        ("Sales", "legal", meant("sales/")),
        ("nowhere/", "legal", DANGLING),
        ("", "legal", DANGLING),
        ("!!", "legal", DANGLING),
        ("/", "legal", DANGLING),
        ("営業", "legal", DANGLING),
    ],
)
def test_what_a_written_id_means(written: str, domain: str, expected: Resolution) -> None:
    assert LIBRARY.actor_named(written, domain) == expected


def test_of_a_role_and_a_domain_of_one_name_the_mark_decides() -> None:
    assert LIBRARY.actor_named("legal", "sales", marked=True) == meant("support/legal")
    assert LIBRARY.actor_named("legal", "sales", marked=False) == meant("legal/")
    assert LIBRARY.actor_named("legal/", "sales", marked=True) == meant("legal/")


def test_two_candidates_are_no_target() -> None:
    both = LIBRARY.actor_named("coordinator", "legal")
    assert both.ambiguous
    assert both.target is None
    assert not DANGLING.ambiguous
    assert DANGLING.target is None


def test_the_second_of_two_twins_is_no_candidate() -> None:
    twins = resolver(role("sales/lead", "First"), role("sales/lead", "Second"))
    assert twins.actor_named("lead", "") == meant("sales/lead")
    assert twins.roles["sales/lead"].title == "First"
    assert twins.actor_named("second", "") == DANGLING


def test_names_beyond_latin_are_told_apart() -> None:
    library = resolver(role("osaka/a", "営業 A"), role("osaka/b", "経理 A"))
    assert library.actor_named("営業 A", "") == meant("osaka/a")
    assert library.actor_named("経理 A", "") == meant("osaka/b")
    assert library.actor_named("製造 A", "") == DANGLING
    assert library.actor_named("a", "") == meant("osaka/a")


COMPETENCIES = resolver(
    role("sales/closing", "Closing"),
    atlases=(atlas("closing", "ask", "listen"), atlas("opening", "greet", "listen")),
)


def reference(written: str) -> Reference:
    return Reference(written, HERE)


@pytest.mark.parametrize(
    ("written", "within", "expected"),
    [
        ("ask", "closing", meant("closing#ask")),
        ("ask", "opening", meant("closing#ask")),
        ("listen", "closing", meant("closing#listen")),
        ("listen", "opening", meant("opening#listen")),
        ("listen", "", meant("closing#listen", "opening#listen")),
        ("opening#listen", "closing", meant("opening#listen")),
        ("opening#ask", "closing", DANGLING),
        ("Ask", "closing", DANGLING),
    ],
)
def test_what_a_competency_id_means(written: str, within: str, expected: Resolution) -> None:
    assert COMPETENCIES.competency(reference(written), within) == expected


def test_a_page_may_name_anything() -> None:
    def means(written: str) -> Resolution:
        return COMPETENCIES.anything(reference(written))

    assert means("sales/closing") == meant("sales/closing")
    # a role before an atlas of the same name
    assert means("closing") == meant("sales/closing")
    assert means("opening") == Resolution((Target("atlas", "opening"),))
    assert means("closing#ask") == meant("closing#ask")
    assert means("closing#some-item") == meant("sales/closing")
    assert means("greet") == meant("opening#greet")
    assert means("sales/") == meant("sales/")
    assert means("nothing") == DANGLING

from __future__ import annotations

from dataclasses import replace

from rolebook.model import Competency, Library

from .conftest import Built, atlas, library, reference, words

ATLAS = "atlases/atlas.sales.ae/"
ROLE = "roles/sales/account-executive/"


def proving(competency: str, *proven: str) -> Library:
    """The library, where one competency proves something."""

    def with_it(one: Competency) -> Competency:
        return replace(one, proves=tuple(map(reference, proven))) if one.id == competency else one

    made = replace(atlas(), competencies=tuple(map(with_it, atlas().competencies)))
    return replace(library(), atlases=(made,))


def test_a_role_shows_what_is_trained_and_evidenced_and_what_is_not(built: Built) -> None:
    html = built(proving("ae.calls", "account-executive#close-deals"))[ROLE].html
    text = words(html.partition('id="rb-proven"')[2].partition("<h2")[0])
    assert "1 of 2 responsibilities are trained and evidenced." in text
    assert "Close deals Discovery calls 1.5 h · evidence 5 in 14 d" in text
    assert "Hit the quota none yet" in text
    assert 'href="#m-close-deals"' in html


def test_a_competency_leads_to_what_it_proves(built: Built) -> None:
    html = built(proving("ae.calls", "account-executive#close-deals"))[ATLAS].html
    assert f'href="rb:/{ROLE}#m-close-deals"' in html
    assert "Proves Close deals Account Executive" in words(html)


def test_what_no_mandate_holds_leads_nowhere(built: Built) -> None:
    pages = built(proving("ae.calls", "account-executive#sing"))
    assert "Proves account-executive#sing" in words(pages[ATLAS].html)
    assert "No competency says yet which of its 2 responsibilities" in words(pages[ROLE].html)


def test_nothing_is_said_of_proofs_where_no_atlas_is_for_the_role(built: Built) -> None:
    pages = built(proving("ae.calls", "account-executive#close-deals"))
    assert "rb-proven" not in pages["roles/sales/sales-lead/"].html


def test_an_atlas_for_two_roles_stands_on_the_pages_of_both(built: Built) -> None:
    both = replace(atlas(), roles=(reference("account-executive"), reference("sales-lead")))
    pages = built(replace(library(), atlases=(both,)))
    assert "charts Account Executive, Sales Lead" in words(pages[ATLAS].html)
    assert "Account Executive, Sales Lead · 3 competencies" in words(pages["atlases/"].html)
    for address in (ROLE, "roles/sales/sales-lead/"):
        assert f'href="rb:/{ATLAS}"' in pages[address].html

from __future__ import annotations

import json

from rolebook.graph.library_graph import LibraryGraph
from rolebook.pages.host.cards import card_files

from .conftest import Built, library


def test_a_file_for_each_domain_says_what_its_roles_are(built: Built) -> None:
    files = list(card_files(LibraryGraph(library()), built().values()))
    assert [one.address for one in files] == [
        "assets/rolebook/cards/legal.json",
        "assets/rolebook/cards/sales.json",
    ]
    assert json.loads(files[1].content) == {
        "version": 1,
        "domain": "Sales",
        "lang": "en",
        "roles": {
            "account-executive": ["Account Executive", "The Account Executive closes deals."],
            "sales-lead": ["Sales Lead", "Leads."],
        },
    }

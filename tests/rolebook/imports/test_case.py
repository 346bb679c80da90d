"""A CASE package becomes an atlas: items, what precedes what, and what belongs to what."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.paths import competency_order, prerequisite_graph
from rolebook.model import Atlas, Library
from rolebook.parse.imports.formats import read_foreign
from rolebook.parse.imports.imported import Imported
from rolebook.text.source import Source

LONG = "Count forward beginning from a given number within the known sequence, instead of at one"


def item(identifier: str, statement: str, **fields: Any) -> dict[str, Any]:
    return {
        "identifier": identifier,
        "uri": f"https://example.org/items/{identifier}",
        "fullStatement": statement,
        "lastChangeDateTime": "2024-01-01T00:00:00Z",
        **fields,
    }


def association(kind: str, origin: Any, destination: Any, **fields: Any) -> dict[str, Any]:
    ends = [{"identifier": o, "title": "?"} if isinstance(o, str) else o for o in
            (origin, destination)]  # fmt: skip
    return {
        "associationType": kind,
        "originNodeURI": ends[0],
        "destinationNodeURI": ends[1],
        **fields,
    }


PACKAGE: dict[str, Any] = {
    "CFDocument": {
        "identifier": "5dd0",
        "uri": "https://example.org/5dd0",
        "title": "Counting, Year 1",
        "creator": "A board",
        "description": "What to count.",
        "subject": ["Mathematics"],
        "language": "en",
        "version": "2",
        "adoptionStatus": "Adopted",
    },
    "CFItems": [
        item("a0", "Counting and cardinality", CFItemType="Domain"),
        item("b1", "Count to 100 by ones", humanCodingScheme="K.CC.1", educationLevel=["K"]),
        item("c2", LONG, humanCodingScheme="K.CC.2", educationLevel=["K"]),
        item("d3", LONG, abbreviatedStatement="Count on", humanCodingScheme="K CC 3"),
        item("e4", "Write numbers", humanCodingScheme="twice"),
        item("f5", "Write words", humanCodingScheme="twice", notes=None),
    ],
    "CFAssociations": [
        association("isChildOf", "a0", "5dd0", sequenceNumber=1),
        association("isChildOf", "b1", "a0"),
        association("isChildOf", "b1", "c2"),
        association("precedes", "b1", "c2"),
        association("precedes", "b1", "c2"),
        association("precedes", {"uri": "https://example.org/items/c2"}, "d3"),
        association("precedes", "https://example.org/items/e4", "d3"),
        association("precedes", "gone", "e4"),
        association("precedes", "e4", "gone"),
        association("exactMatchOf", "b1", "elsewhere"),
    ],
    "CFDefinitions": {"CFSubjects": [{"title": "Mathematics"}], "CFLicenses": []},
    "CFRubrics": [{"identifier": "r", "title": "Counting aloud"}],
}
PACKAGE["CFAssociations"][6]["originNodeURI"] = "https://example.org/items/e4"


def read(package: dict[str, Any], **changes: Any) -> Imported:
    imported = read_foreign(Source("p.json", json.dumps(package | changes, indent=1)))
    assert imported is not None
    return imported


def atlas_of(imported: Imported) -> Atlas:
    assert imported.atlas is not None
    return imported.atlas


def test_the_head_of_the_atlas_is_the_document() -> None:
    atlas = atlas_of(read(PACKAGE))
    assert (atlas.id, atlas.title) == ("case.counting-year-1", "Counting, Year 1")
    assert (atlas.programme, atlas.summary, atlas.lang) == ("A board", "What to count.", "en")
    assert (atlas.labels, atlas.provenance) == (("Mathematics",), "5dd0")
    (framework,) = atlas.specifications
    assert (framework.spec, framework.key) == ("https://example.org/5dd0", "2")


def test_the_wrapper_of_case_1_1_is_opened() -> None:
    wrapped = read_foreign(Source("p.json", json.dumps({"CFPackage": PACKAGE})))
    assert wrapped is not None
    assert [one.id for one in atlas_of(wrapped).competencies] == [
        one.id for one in atlas_of(read(PACKAGE)).competencies
    ]


def test_an_item_is_known_by_its_code_where_that_is_a_unique_id() -> None:
    ids = [one.id for one in atlas_of(read(PACKAGE)).competencies]
    assert ids == ["K.CC.1", "K.CC.2", "d3", "e4", "f5"]  # `a0` holds others


def test_a_long_statement_is_cut_for_the_title_and_whole_in_the_description() -> None:
    by_id = {one.id: one for one in atlas_of(read(PACKAGE)).competencies}
    title = "Count forward beginning from a given number within the known sequence, instead…"
    assert (by_id["K.CC.2"].title, by_id["K.CC.2"].description) == (title, LONG)
    assert (by_id["d3"].title, by_id["d3"].description) == ("Count on", LONG)


def test_what_precedes_an_item_is_its_prerequisite() -> None:
    found = {
        one.id: [r.written for r in one.prerequisites]
        for one in atlas_of(read(PACKAGE)).competencies
        if one.prerequisites
    }
    assert found == {"K.CC.2": ["K.CC.1"], "d3": ["K.CC.2", "e4"], "e4": ["gone"]}


def test_a_prerequisite_stands_where_the_association_names_it() -> None:
    atlas = atlas_of(read(PACKAGE))
    lines = json.dumps(PACKAGE, indent=1).split("\n")
    places = [r.span for one in atlas.competencies for r in one.prerequisites]
    written = [lines[p.line - 1][p.column - 1 : p.end_column - 1] for p in places]
    assert written == [
        "b1",
        "https://example.org/items/c2",
        "https://example.org/items/e4",
        "gone",
    ]


def test_a_parent_is_the_category_unless_it_is_the_document() -> None:
    categories = {one.id: one.category for one in atlas_of(read(PACKAGE)).competencies}
    assert categories.pop("K.CC.1") == "Counting and cardinality"
    assert set(categories.values()) == {""}


def test_what_has_no_place_in_an_atlas_is_told() -> None:
    losses = {loss.what: loss.names for loss in read(PACKAGE).losses}
    assert losses == {
        "second parents of CFItems": (
            "K.CC.1 in " + atlas_of(read(PACKAGE)).competencies[1].title,
        ),
        "associations (`precedes`) whose destination is not there": ("gone",),
        "associations of type `exactMatchOf`": ("b1 → elsewhere",),
        "CFSubjects": ("Mathematics",),
        "CFRubrics": ("Counting aloud",),
        "`CFItemType` of CFItems": ("a0",),
        "`identifier` of CFItems that are known by their code": ("b1", "c2"),
        "`educationLevel` of CFItems": ("K.CC.1", "K.CC.2"),
        "`humanCodingScheme` of CFItems, where it is no unique id": ("K CC 3", "twice", "twice"),
        "groups, which are the categories of what lies in them": ("Counting and cardinality",),
        "`adoptionStatus` of the CFDocument": ("Counting, Year 1",),
    }


def test_a_code_that_is_another_items_identifier_is_no_id() -> None:
    items = [item("x1", "One", humanCodingScheme="y2"), item("y2", "Two")]
    atlas = atlas_of(read(PACKAGE, CFItems=items, CFAssociations=[]))
    assert [one.id for one in atlas.competencies] == ["x1", "y2"]


def test_a_package_without_a_title_is_named_by_its_identifier() -> None:
    atlas = atlas_of(read(PACKAGE, CFDocument={"identifier": "5DD0-AB"}))
    assert (atlas.id, atlas.title) == ("case.5dd0-ab", "case.5dd0-ab")


values = st.recursive(
    st.none() | st.integers() | st.sampled_from(["", "a", "b c", "precedes", "isChildOf"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("identifier", "fullStatement", "humanCodingScheme", "title", "uri"),
                    *("associationType", "originNodeURI", "destinationNodeURI"),
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(values), values, st.dictionaries(st.sampled_from(["title", "subject"]), values))
def test_no_shape_of_a_package_raises(items: Any, associations: Any, document: Any) -> None:
    read(PACKAGE, CFItems=items, CFAssociations=associations, CFDocument=document)


def child(id: str, parent: str, number: int | None = None) -> dict[str, object]:
    said = {
        "associationType": "isChildOf",
        "originNodeURI": {"identifier": id},
        "destinationNodeURI": {"identifier": parent},
    }
    return said if number is None else said | {"sequenceNumber": number}


def test_siblings_stand_as_the_package_numbers_them() -> None:
    items = [item(id, id.upper()) for id in ("group", "alpha", "beta", "gamma", "held")]
    links = [
        child("alpha", "group", 3),
        child("beta", "group", 1),
        child("gamma", "group", 2),
        child("held", "gamma", 1),
        {
            "associationType": "precedes",
            "originNodeURI": {"identifier": "gamma"},
            "destinationNodeURI": {"identifier": "beta"},
        },
    ]
    atlas = atlas_of(read(PACKAGE, CFItems=items, CFAssociations=links))
    # `gamma` holds another and precedes one, so it is no mere group
    assert [one.id for one in atlas.competencies] == ["alpha", "beta", "gamma", "held"]
    within = prerequisite_graph(LibraryGraph(Library(atlases=(atlas,))), atlas)
    assert competency_order(within) == ["gamma", "beta", "held", "alpha"]

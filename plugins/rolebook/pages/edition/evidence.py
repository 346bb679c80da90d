"""The library in; what competencies ask for as evidence, by kind and name, out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rolebook.graph.addresses import EVIDENCE
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Competency
from rolebook.pages.links.addresses import href
from rolebook.pages.links.anchors import unique_anchors
from rolebook.text.identity import slug


@dataclass(frozen=True, slots=True)
class EvidenceIndex:
    """What is asked for, by kind (`template`, `event`, `kpi`, `type`) and name, sorted."""

    asking: dict[str, dict[str, tuple[Competency, ...]]]
    anchors: dict[tuple[str, str], str]

    def href(self, kind: str, name: str) -> str:
        """The placeholder link to an entry of the registry."""
        return href(EVIDENCE, self.anchors[kind, name])


def evidence_index(graph: LibraryGraph) -> EvidenceIndex:
    """Everything that the competencies of a library ask for as evidence."""
    kinds = ("type", "template", "event", "kpi")
    found: dict[str, dict[str, list[Competency]]] = {kind: defaultdict(list) for kind in kinds}
    for _, one in sorted(graph.competencies.items()):
        if one.evidence is None:
            continue
        found["type"][one.evidence.type].append(one)
        if one.evidence.template:
            found["template"][one.evidence.template].append(one)
        for event in dict.fromkeys(one.evidence.events):
            found["event"][event].append(one)
        if one.evidence.kpi:
            found["kpi"][one.evidence.kpi].append(one)
    asking = {
        kind: {name: tuple(by_name[name]) for name in sorted(by_name)}
        for kind, by_name in found.items()
    }
    anchors: dict[tuple[str, str], str] = {}
    for kind, names in asking.items():
        made = unique_anchors(f"rb-{kind}", (slug(name) for name in names))
        anchors.update({(kind, name): anchor for name, anchor in zip(names, made, strict=True)})
    return EvidenceIndex(asking, anchors)

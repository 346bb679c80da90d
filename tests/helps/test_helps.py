"""Every help of every case is obeyed to the letter: what it is about is gone, and nothing has come.

The findings of a case are obeyed one at a time, each in the ways that its help leaves open, until
one of them leaves less than there was. What cannot be obeyed without judgement is listed by its
rule, and what obeying brings to light by its case: both lists may only shrink.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from itertools import islice
from pathlib import Path
from typing import Final

from tests.helps.obeying import Files, obeyed
from tests.test_cases import CASES, write_file

from rolebook.build import Checked, check
from rolebook.config.projects import settings_for
from rolebook.config.settings import ConfigurationError
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.examples import CaseFile

# fmt: off
UNOBEYED: Final = frozenset({
    "RB002", "RB004", "RB005", "RB006", "RB007", "RB009", "RB010", "RB011", "RB012", "RB014",
    "RB016", "RB018", "RB019", "RB020", "RB022", "RB023", "RB026", "RB027", "RB029", "RB030",
    "RB031", "RB032", "RB034", "RB035", "RB036", "RB041", "RB042", "RB045", "RB071", "RB072",
    "RB080", "RB081", "RB090", "RB091", "RB092", "RB093", "RB103", "RB106", "RB107", "RB108",
    "RB111", "RB113", "RB114", "RB117", "RB120", "RB121", "RB122", "RB124", "RB125", "RB126",
    "RB127", "RB146", "RB201", "RB203", "RB205", "RB206", "RB208", "RB301", "RB302", "RB303",
    "RB304", "RB305", "RB306", "RB307", "RB308", "RB309", "RB310", "RB320", "RB330", "RB401",
    "RB409", "RB410", "RB412", "RB413", "RB414", "RB415", "RB416", "RB418", "RB419", "RB420",
    "RB421", "RB422", "RB423", "RB501", "RB502", "RB503", "RB516", "RB520",
})
# fmt: on
"""The rules some of whose helps ask for judgement, or for words that only an author has."""

UNCOVERED: Final = {
    "agents": {
        ("RB004", "examples below a description that is not quoted"),
        ("RB004", "several values that are no YAML"),
    },
    "allowances": {
        ("RB028", "an allowance for a rule that does not exist"),
    },
    "atlases": {
        ("RB020", "an atlas whose only competency is wrong"),
        ("RB104", "competencies that prove what is no item of a mandate"),
        ("RB106", "competencies that prove what is no item of a mandate"),
        ("RB424", "competencies that prove what is no item of a mandate"),
        ("RB417", "types of evidence that nobody knows"),
    },
    "boundaries": {
        ("RB070", "what is said besides"),
    },
    "collaborators": {
        ("RB109", "a name that several answer to, in the prose of several"),
        ("RB123", "a skill that is not called as its folder is"),
    },
    "configuration": {
        ("RB102", "folders by other names, and several of them"),
    },
    "docs": {
        ("RB011", "a hand-written glossary, and the configuration says that ours is off"),
        ("RB011", "roles below docs"),
    },
    "imports": {
        ("RB415", "prerequisites that nobody teaches"),
    },
    "left-out": {
        ("RB080", "roles that name a file which is no role"),
    },
    "limits": {
        ("RB006", "more findings of one kind than anybody reads"),
    },
    "lookalikes": {
        ("RB102", "a reference that reads as another name, where the letter is to stay"),
        ("RB041", "names that read as another name than they are"),
    },
    "names": {
        ("RB014", "an alias, a title, a file's name, an acronym, a plural"),
    },
    "order": {
        ("RB208", "a chain of reporting lines"),
        ("RB202", "a knot that no single edge opens"),
    },
    "ownership": {
        ("RB301", "a chain of deferrals that ends in a refusal"),
        ("RB010", "an owner whose mandate has not a word of it"),
        ("RB301", "given to a role that refuses it in other words"),
        ("RB301", "two givers of one refusal"),
    },
    "profiles": {
        ("RB116", "a class that nobody wrote"),
    },
    "reviews": {
        ("RB301", "a review where nobody of the library owns the work"),
    },
    "role-form": {
        ("RB011", "a role of a title alone"),
    },
    "source-form": {
        ("RB016", "a direction override written as an entity"),
        ("RB006", "a misspelt field in front matter"),
        ("RB019", "an atlas that no YAML reader understands"),
        ("RB020", "an atlas without an id, a competency without a title"),
        ("RB011", "every field that front matter knows"),
        ("RB006", "fields as other formats call them"),
        ("RB016", "hidden characters written as escapes of YAML and JSON"),
        ("RB007", "values that their fields cannot mean"),
        ("RB016", "what a hand-written page hides from its readers"),
    },
}
"""Where obeying brings to light what could not be read before, or the case has twice what one
mends: by the file, the rule that was obeyed and the title of the case."""

MOST_WAYS: Final = 6
"""As many of a help's choices are tried; a library of sixty roles leaves sixty."""

NO_TEXT: Final = frozenset({"hex", "link", "percent", "crlf", "bom"})


def is_text(file: CaseFile) -> bool:
    """Whether the fence holds the file as it is."""
    return not any(word in NO_TEXT or re.fullmatch(r"x\d+", word) for word in file.words)


OBEYABLE: Final = [
    (file.stem, case) for file, case in CASES if case.report and all(map(is_text, case.files))
]


def test_every_help_mends_what_it_is_about(tmp_path: Path) -> None:
    unobeyed: Counter[str] = Counter()
    uncovered: dict[str, set[tuple[str, str]]] = defaultdict(set)
    unmended: list[str] = []
    mended = 0
    for number, (stem, case) in enumerate(OBEYABLE):
        folder = tmp_path / str(number)
        files = {
            "mkdocs.yml": "plugins: [rolebook]\n",
            **{one.path: one.text for one in case.files},
        }
        checked = checked_in(folder, files)
        assert checked
        roles = sorted({role.id for role in checked.library.roles if not role.is_skill})
        before = told(checked)
        for one in checked.diagnostics:
            found = judged(folder, one, files, roles, before)
            if found is None:
                unobeyed[one.rule.code] += 1
            elif found == "mended":
                mended += 1
            elif found == "uncovered":
                uncovered[stem].add((one.rule.code, case.title))
            else:
                unmended.append(f"{stem}: {case.title}: {one.rule.code}: {one.help}")
    by_rule = ", ".join(f"{code} {number}" for code, number in sorted(unobeyed.items()))
    print(f"{mended} helps obeyed; {unobeyed.total()} ask for judgement: {by_rule}")
    print(f"{sum(map(len, uncovered.values()))} bring something to light")
    assert not unmended
    assert uncovered == UNCOVERED, "more bring something new; or less, and are to be taken out"
    assert not unobeyed.keys() - UNOBEYED, "obey these in `WAYS`, or mend what they say"
    assert not UNOBEYED - unobeyed.keys(), "all helps of these are obeyed: take them out"


def judged(
    folder: Path, one: Diagnostic, files: Files, roles: list[str], before: Counter[tuple[str, str]]
) -> str | None:
    """What became of a finding in the best of the ways in which its help was obeyed."""
    verdict = None
    for after in islice(obeyed(one, files, roles), MOST_WAYS):
        checked = checked_in(folder, after, files)
        now = told(checked) if checked else Counter({("broken", ""): 1})
        if now[key(one)] >= before[key(one)]:
            verdict = verdict or "stays"
        elif now - before:
            verdict = "uncovered"
        else:
            return "mended"
    return verdict


def told(checked: Checked) -> Counter[tuple[str, str]]:
    return Counter(map(key, checked.diagnostics))


def key(one: Diagnostic) -> tuple[str, str]:
    """A finding wherever it stands: lines move when others come and go."""
    return one.rule.code, re.sub(r"\d+", "#", one.message)


def checked_in(folder: Path, files: Files, folders: Files | None = None) -> Checked | None:
    """What is found in these files; the folders of others stay, as they do when a file moves."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in folders or ():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        folder.mkdir(exist_ok=True)
        write_file(folder, CaseFile(path, "", (), text))
    try:
        return check(settings_for([folder], None)[0])
    except ConfigurationError:
        return None

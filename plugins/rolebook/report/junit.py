"""Findings in, JUnit's XML out: a test that failed for each, in any CI that shows tests.

The form that GitLab, Jenkins and others read: https://github.com/testmoapp/junitxml
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

from rolebook.diagnostics import Diagnostic, Severity
from rolebook.report.findings import Findings, seen_from_caller
from rolebook.text.visible import visible

_NO_XML: Final = re.compile("[\ufffe\uffff]")
"""What XML cannot write besides what is spelled out anyway."""


def render(findings: Findings) -> str:
    """One suite: a failed test for each finding that fails the run, a passed one for the rest.

    A file without findings is a passed test, too: a suite of none looks as if nothing had run.
    """
    findings = seen_from_caller(findings)
    failing = [one for one in findings.diagnostics if _fails(one, findings)]
    others = [one for one in findings.diagnostics if not _fails(one, findings)]
    found = {one.span.path for one in findings.diagnostics}
    clean = [path for path in sorted(findings.sources) if path not in found]
    counts = {
        "tests": str(len(findings.diagnostics) + len(clean)),
        "failures": str(len(failing)),
        "errors": "0",
    }
    suites = ElementTree.Element("testsuites", {"name": "rolebook", **counts})
    suite = ElementTree.SubElement(suites, "testsuite", {"name": "rolebook check", **counts})
    for one in failing:
        failure = ElementTree.SubElement(
            _case(suite, one), "failure", message=_text(one.message), type=one.level.value
        )
        failure.text = _told(one)
    for one in others:
        ElementTree.SubElement(_case(suite, one), "system-out").text = _told(one)
    for path in clean:
        ElementTree.SubElement(suite, "testcase", name="no finding", classname=_text(path))
    ElementTree.indent(suites)
    written = ElementTree.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _fails(one: Diagnostic, findings: Findings) -> bool:
    return one.level is Severity.ERROR or (findings.strict and one.level is Severity.WARNING)


def _case(suite: ElementTree.Element, one: Diagnostic) -> ElementTree.Element:
    return ElementTree.SubElement(
        suite,
        "testcase",
        name=f"{one.rule.code} {one.rule.name} ({one.span.line}:{one.span.column})",
        classname=_text(one.span.path),
        file=_text(one.span.path),
        line=str(one.span.line),
    )


def _told(one: Diagnostic) -> str:
    notes = [f"note: {related.message} ({related.span})" for related in one.related]
    helps = [f"help: {one.help}"] if one.help else []
    lines = "\n".join([f"{one.span}: {one.message}", *notes, *helps]).split("\n")
    return "\n".join(map(_text, lines))


def _text(text: str) -> str:
    return _NO_XML.sub("\ufffd", visible(text))

"""The site under the Content-Security-Policy that `rolebook csp` prints for it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Quiet, served
from tests.browser.kinds import PAGES
from tests.site.projects import BIN, GARDEN, built

LISTEN = """document.addEventListener('securitypolicyviolation', event => console.error(
  `violates ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("garden", GARDEN, tmp_path_factory.mktemp("policy")).site


@pytest.fixture(scope="module")
def policy(folder: Path) -> str:
    printed = subprocess.run(
        [BIN / "rolebook", "csp", folder], capture_output=True, text=True, check=True
    )
    assert printed.stderr == ""
    return printed.stdout.strip()


@pytest.fixture(scope="module")
def site(folder: Path, policy: str) -> Iterator[str]:
    """The address of the site, whose server sends the policy with everything."""

    class Guarded(Quiet):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

    yield from served(folder, Guarded)


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what the browser complained about."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.add_init_script(LISTEN)
    opened, errors = context.new_page(), list[str]()
    opened.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened, errors
    context.close()


def test_the_policy_is_strict(policy: str) -> None:
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
    # the theme has a few inline scripts, one of them once for every depth of folders
    assert policy.count("sha256-") < 15


def test_every_kind_of_page_works_under_it(page: tuple[Page, list[str]], site: str) -> None:
    opened, errors = page
    for address in PAGES:
        opened.goto(site + address, wait_until="networkidle")
        assert errors == [], address


def test_search_and_colours_work_under_it(page: tuple[Page, list[str]], site: str) -> None:
    opened, errors = page
    opened.goto(site, wait_until="networkidle")
    scheme = opened.locator("body").get_attribute("data-md-color-scheme")
    opened.locator("label.md-header__button[for^=__palette]:visible").first.click()
    expect(opened.locator("body")).not_to_have_attribute("data-md-color-scheme", scheme or "")
    box = opened.get_by_role("textbox", name="Search")
    box.click()
    box.press_sequentially("toolman")
    result = opened.locator(".md-search-result__link", has_text="Keeper of the Shed").first
    expect(result).to_be_visible()
    result.click()
    expect(opened).to_have_url(re.compile(r"/roles/shed/shed/"))
    assert errors == []


def test_a_script_that_got_in_does_not_run(page: tuple[Page, list[str]], site: str) -> None:
    opened, errors = page
    opened.goto(site, wait_until="networkidle")
    opened.evaluate(
        """const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
        document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="window.ran = true">')
        """
    )
    opened.wait_for_timeout(200)
    assert opened.evaluate("window.ran") is None
    assert any("violates script-src" in one for one in errors)

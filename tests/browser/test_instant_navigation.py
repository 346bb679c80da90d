"""What diagram.js promises, in a real browser."""

from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Error

from rolebook.diagrams import Diagram, DiagramNode, draw

SCRIPT = files("rolebook.diagrams").joinpath("diagram.js").read_text("utf-8")

# The line of Material's bundle that runs over every relative link of a fetched page.
ASSIGN = '() => { "use strict"; const a = document.querySelector("a"); a.href = a.href; }'


def test_material_may_assign_the_address_of_a_link_in_a_diagram(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(draw(Diagram("t", "d", (DiagramNode("a", "a", "../a/"),), ()), "d"))
    # When this fails, browsers or Material no longer need the script: drop it.
    with pytest.raises(Error, match="only a getter"):
        page.evaluate(ASSIGN)
    page.add_script_tag(content=SCRIPT)
    page.evaluate(ASSIGN)
    assert page.get_attribute("a", "href") == "../a/"
    assert page.evaluate("document.querySelector('a').href.baseVal") == "../a/"
    page.close()

"""The data block for search engines is let through by the content security policy, and changes nothing on the page."""

import json

import pytest

from tests import make

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/", "/groups/real-circle/"])
def test_the_browser_reports_no_violation(visit, path):
    make.group(slug="real-circle", name="</script><script>document.title = 'broken out'</script>")
    page = visit("/about/")
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(page.url.replace("/about/", path))
    block = page.locator('script[type="application/ld+json"]')
    assert json.loads(block.text_content())["@graph"]
    assert page.title() != "broken out"
    assert said == []

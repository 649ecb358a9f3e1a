"""Whoever uses the keyboard alone sees where they are, from the first page to a group and back."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# What is wrong with how the focused element shows: nothing marks it, it is out of the window, or something lies over
# the whole of it.
TROUBLE = """() => {
  const now = document.activeElement;
  if (now === document.body || now.matches("main")) return "";
  const style = getComputedStyle(now);
  const box = now.getBoundingClientRect();
  const points = [0.1, 0.5, 0.9].flatMap((x) =>
    [0.2, 0.5, 0.8].map((y) => [box.x + box.width * x, box.y + box.height * y]));
  const seen = points.filter(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (now.contains(top) || top.contains(now) || now.closest("label")?.contains(top));
  });
  const name = now.outerHTML.slice(0, 90);
  const marked = now.closest("svg") || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  if (!marked) return "unmarked: " + name;
  return seen.length ? "" : "hidden: " + name;
}"""


def press_until(page, wanted, key="Tab"):
    """Presses a key until what has the focus matches; fails where the focus cannot be seen on the way."""
    for _ in range(150):
        page.keyboard.press(key)
        assert page.evaluate(TROUBLE) == ""
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached with {key}")


def test_a_visitor_with_a_keyboard_sees_the_focus_from_home_to_a_group_and_back(visit):
    page = visit("/", reduced_motion="reduce")
    press_until(page, "#near")
    page.keyboard.type("Leeds")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/groups/\?"))
    press_until(page, ".card h3 a")
    name = page.locator(":focus").text_content()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)
    press_until(page, ".sheet a")
    press_until(page, ".brand", key="Shift+Tab")
    # Headless, the browser itself has no key for going back.
    page.evaluate("history.back()")
    page.wait_for_url(re.compile(r"/groups/\?"))
    press_until(page, ".card h3 a")


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize(
    ("path", "width", "height"),
    [("/groups/?near=Leeds", 320, 640), ("/groups/?near=Leeds", 320, 256), ("/philosophies/", 1280, 800)],
)
def test_nothing_lies_over_what_has_the_focus(visit, path, width, height, key):
    page = visit(path, viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    trouble = []
    for _ in range(120):
        page.keyboard.press(key)
        trouble.append(page.evaluate(TROUBLE))
    assert [words for words in trouble if words] == []


def test_the_heads_of_the_comparison_stay_clear_of_the_way_out(visit):
    page = visit("/philosophies/", viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.evaluate("scrollTo(0, 900)")
    exit_ends = page.locator(".exit").bounding_box()
    head = page.locator(".compare thead th").last.bounding_box()
    assert head["y"] >= exit_ends["y"] + exit_ends["height"]
    assert head["y"] < 200

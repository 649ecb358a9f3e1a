"""My groups on a 320 px phone without script: in by the link, pause, close, undo, hand over; axe finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from groups.listings import links
from groups.models import Group, HandOver, Job, Link, Organiser
from tests.browser.test_accessibility import TAGS

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 320, "height": 640}, "java_script_enabled": False}
SLUG = "after-the-front-door-leeds"


@pytest.fixture
def organiser(site):
    made = Organiser.objects.create(email="olga@example.org")
    Group.objects.filter(slug=SLUG).update(organiser=made)
    return made


@pytest.fixture
def enter(visit, organiser):
    """Opens the organiser's list in a browser of these options."""

    def come_in(**options):
        token = links.make(Link.Purpose.OPEN, organiser, timezone.now())
        page = visit(f"/my-groups/open/{token}/", **options)
        page.get_by_role("button", name="Open my groups").click()
        return page

    return come_in


def test_a_link_is_asked_for_on_a_small_phone_without_script(visit, organiser):
    page = visit("/my-groups/", **PHONE)
    page.wait_for_timeout(1100)
    page.get_by_label("Your e-mail").fill("olga@example.org")
    page.get_by_role("button", name="Send me a link").click()
    assert page.get_by_role("heading", name="Look into your mail").is_visible()
    assert Job.objects.get().payload["organiser"] == organiser.pk


def test_a_listing_is_paused_closed_and_brought_back_without_script(enter):
    page = enter(**PHONE)
    page.get_by_role("button", name="Still right").click()
    page.get_by_role("link", name="Pause, or a day off").click()
    page.get_by_role("button", name="Pause", exact=True).click()
    assert page.get_by_text("Paused until you say that it meets again.").is_visible()
    page.get_by_role("button", name="We meet again").click()
    page.get_by_role("link", name="Close", exact=True).click()
    page.get_by_role("button", name="Close the group").click()
    assert not Group.objects.listed().filter(slug=SLUG).exists()
    page.get_by_role("link", name="Changes and undo").click()
    page.get_by_role("button", name="Undo").first.click()
    assert Group.objects.listed().filter(slug=SLUG).exists()


def test_a_listing_is_offered_to_another_and_the_visit_ended(enter):
    page = enter(**PHONE)
    page.get_by_role("link", name="Hand over").click()
    page.get_by_label("E-mail of the new organiser").fill("nobody")
    page.get_by_role("button", name="Mail us both").click()
    assert page.get_by_role("alert").get_by_role("link", name="This is not an e-mail address").is_visible()
    page.get_by_label("E-mail of the new organiser").fill("nadia@example.org")
    page.get_by_role("button", name="Mail us both").click()
    assert HandOver.objects.exists()
    page.get_by_role("link", name="Back to my groups").click()
    page.get_by_role("button", name="Log out").click()
    assert page.get_by_role("button", name="Send me a link").is_visible()


def test_a_listing_is_edited_without_script(enter):
    page = enter(**PHONE)
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("What is it called?").fill("")
    page.get_by_role("button", name="Save the changes").click()
    assert page.get_by_role("alert").get_by_text("Write what it is called.").is_visible()
    page.get_by_label("What is it called?").fill("Calm Seas")
    page.get_by_role("button", name="Save the changes").click()
    assert page.get_by_text("Your changes wait for a moderator").is_visible()
    page.get_by_role("button", name="Take the changes back").click()
    assert page.get_by_role("button", name="Still right").is_visible()


def pages_of(organiser):
    group = Group.objects.get(slug=SLUG)
    made = HandOver.objects.get_or_create(
        group=group, giver=organiser, taker=Organiser.objects.get_or_create(email="nadia@example.org")[0],
        defaults={"expires_at": timezone.now() + links.LIVES[Link.Purpose.HAND_OVER_TAKE]},
    )[0]  # fmt: skip
    token = links.make(Link.Purpose.HAND_OVER_TAKE, made.taker, timezone.now(), group, hand_over=made.pk)
    own = [f"/my-groups/{group.pk}/{name}/" for name in ("edit", "pause", "close", "hand-over", "history")]
    return ["/my-groups/", "/my-groups/sent/", "/my-groups/open/x/", f"/my-groups/take/{token}/", *own]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(enter, organiser, site, scheme):
    page = enter(viewport=PHONE["viewport"], color_scheme=scheme)
    page.get_by_role("button", name="Still right").click()
    found, wide = {}, []
    for path in pages_of(organiser):
        page.goto(site + path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
        response = Axe().run(page, options=TAGS).response
        found[path] = [(rule["id"], rule["nodes"][0]["html"]) for rule in response["violations"]]
    assert {path: rules for path, rules in found.items() if rules} == {}
    assert wide == []


def test_everything_to_press_is_large_enough_for_a_thumb(enter, organiser, site):
    page = enter(viewport=PHONE["viewport"])
    small = {}
    for path in pages_of(organiser):
        page.goto(site + path)
        small[path] = page.evaluate(
            """[...document.querySelectorAll(
                 "main button, main .choice, main input:not(.choice input), main .inline a, main .stands")]
               .filter((thing) => thing.checkVisibility() && thing.getBoundingClientRect().height < 43.5)
               .map((thing) => thing.outerHTML.slice(0, 80))"""
        )
    assert {path: things for path, things in small.items() if things} == {}

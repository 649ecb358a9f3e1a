"""A tab or the history of a shared computer does not say which group somebody looks after, reports or lists."""

import re

import pytest
from django.test import Client

from groups.listings import answers, links, mine
from groups.models import Link
from tests import make
from tests.listings.typing_in import WHAT, url
from tests.listings.visiting import come_in
from tests.pages.test_titles_are_neutral import TELLING

pytestmark = pytest.mark.django_db
P = Link.Purpose
NAME = "Cocaine Anonymous of Leeds"


@pytest.fixture(autouse=True)
def clock(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def telling(organiser):
    """A listing whose name says what it is about, in its address too."""
    return make.group(organiser=organiser, name=NAME, slug="cocaine-anonymous-of-leeds")


def assert_neutral(page):
    (title,) = re.findall(r"<title>(.*?)</title>", page.content.decode(), re.DOTALL)
    assert not TELLING.search(title)
    assert "cocaine" not in title.lower()


@pytest.mark.parametrize(
    "path", ["", *(f"%d/{p}/" for p in ("edit", "edit/done", "pause", "close", "hand-over", "history"))]
)
def test_the_pages_of_its_organiser(telling, organiser, now, path):
    page = come_in(organiser, now).get("/my-groups/" + path.replace("%d", str(telling.pk)))
    assert page.status_code == 200
    assert_neutral(page)


@pytest.mark.parametrize("page", ["report/", "report/thanks/", "report/care/"])
def test_the_pages_on_which_it_is_reported(telling, client, page):
    assert_neutral(client.get(f"/groups/{telling.slug}/{page}"))


@pytest.mark.parametrize("path", ["", "what/", "where/", "check/"])
def test_the_steps_on_which_it_is_listed(client, path):
    client.post(url("what"), WHAT | {"group_name": NAME})
    page = client.get(f"/list-a-group/{path}")
    assert page.status_code == 200
    assert_neutral(page)


@pytest.mark.parametrize(
    ("purpose", "path", "data"),
    [
        (P.CONFIRM, "list-a-group/confirm", {}),
        (P.STILL, "still", {}),
        (P.ANSWER, "reported", {"about": answers.ABOUT_REPORT}),
        (P.OPEN, "my-groups/open", {}),
    ],
)
def test_the_pages_behind_links_in_mails(telling, organiser, client, now, purpose, path, data):
    token = links.make(purpose, organiser, now, telling, **data)
    page = client.get(f"/{path}/{token}/")
    assert page.status_code == 200
    assert_neutral(page)


def test_the_page_on_which_a_change_is_undone(telling, organiser, now):
    mine.close(telling.pk, organiser, now)
    token = links.make(P.UNDO, organiser, now, telling, change=telling.changes.get().pk)
    page = Client().get(f"/my-groups/undo/{token}/")
    assert NAME in page.content.decode()
    assert_neutral(page)

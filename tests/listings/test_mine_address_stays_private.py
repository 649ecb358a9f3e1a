"""An organiser's e-mail is on no page, in no answer of the API, in no log, no job, and no other's mail."""

import pytest
import time_machine
from django.core import mail as outgoing
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from groups.listings import due, handover, mine
from groups.models import Change, GroupCard, Job, Link, SearchEntry
from tests.listings.visiting import come_in

#: Of the organiser in the cast: a piece is enough to be found by.
ADDRESS, OTHER = "olga", "nadia@example.org"


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as moved:
        yield moved


def addresses_without_arguments():
    """The path of every page that needs nothing in its address."""
    found = []

    def walk(patterns, prefix=""):
        for one in patterns:
            route = prefix + str(one.pattern).replace("^", "").replace("\\Z", "")
            if isinstance(one, URLResolver):
                walk(one.url_patterns, route)
            elif isinstance(one, URLPattern) and "<" not in route and "(" not in route:
                found.append(f"/{route}")

    walk(get_resolver().url_patterns)
    return [path for path in found if not path.startswith(("/admin", "/es", "/ar"))]


def test_no_page_and_no_answer_of_the_api_shows_it(group, organiser, now):
    reader, shown = Client(), []
    own = [group.get_absolute_url(), f"/api/v1/groups/{group.slug}", "/api/v1/groups?limit=100", "/groups/?q=group"]
    paths = [*addresses_without_arguments(), *own]
    for path in paths:
        response = reader.get(path, follow=True)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        if ADDRESS in body.decode(errors="replace").lower():
            shown.append(path)
    assert len(paths) > 30
    assert shown == []


def test_not_even_her_own_pages_show_it(group, organiser, now):
    client = come_in(organiser, now)
    handover.offer(group, organiser, OTHER, "en", now)
    for page in ("", f"{group.pk}/pause/", f"{group.pk}/close/", f"{group.pk}/hand-over/", f"{group.pk}/history/"):
        text = client.get(f"/my-groups/{page}").content.decode()
        assert ADDRESS not in text.lower()
        assert OTHER not in text


def test_no_row_but_her_own_holds_it(group, organiser, now):
    mine.want_link(organiser.email)
    mine.close(group.pk, organiser, now)
    mine.undo(Change.objects.get(), organiser, now)
    handover.offer(group, organiser, OTHER, "en", now)
    due.work(lambda: True)
    for table in (Change, Job, Link, SearchEntry, GroupCard):
        rows = str(list(table.objects.values()))
        assert ADDRESS not in rows.lower()
        assert OTHER not in rows


def test_due_work_logs_it_nowhere(group, organiser, now, caplog, capfd):
    mine.want_link(organiser.email)
    handover.offer(group, organiser, OTHER, "en", now)
    call_command("run_due")
    assert len(outgoing.outbox) == 3
    said = caplog.text + "".join(capfd.readouterr())
    assert "@example.org" not in said


def test_mails_of_a_hand_over_do_not_show_one_to_the_other(group, organiser, now):
    handover.offer(group, organiser, OTHER, "en", now)
    due.work(lambda: True)
    for message in outgoing.outbox:
        others = {organiser.email, OTHER} - set(message.to)
        assert not any(other in str(message.message()) for other in others)


def test_the_admin_is_for_staff_alone(group, organiser, now):
    client = come_in(organiser, now)
    for path in ("/admin/", f"/admin/groups/group/{group.pk}/change/", "/admin/groups/organiser/"):
        response = client.get(path, follow=True)
        assert ADDRESS not in response.content.decode().lower()

"""A list shared by a link: made, read, taken back, over; and what a stranger with a guess gets."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from groups.models import Group, SharedList
from groups.shortlists import sharing
from tests import make
from tests.security.addresses import stored
from tests.shortlists.conftest import path_on

COOKIE = settings.SHORTLIST_COOKIE_NAME


def test_whoever_has_the_link_reads_the_groups_in_order_with_their_notes(share):
    page = Client().get(share()).content.decode()
    assert re.findall(r"<h2><a [^>]*>(\w+)</a>", page) == ["Oak", "Elm"]
    assert "side door" in page
    assert "Made on 5 March 2026. This page works until 4 April 2026 19:00 (London time)." in page
    assert 'href="tel:+441134960000"' in page


def test_the_note_that_was_being_typed_is_kept_on_the_list_too(client, share):
    share()
    assert 'value="side door"' in client.get("/shortlist/").content.decode()


def test_the_maker_sees_until_when_and_every_way_to_hand_it_on(client, share):
    path = share()
    page = client.get("/shortlist/").content.decode()
    assert "Shared until 4 April 2026" in page
    assert f'value="{settings.SITE_URL}{path}"' in page
    assert "<svg" in page
    assert f'href="/es{path}"' in page


def test_whoever_made_it_takes_it_back(client, share):
    path = share()
    client.post("/shortlist/take-back/", {"token": path.split("/")[2]})
    assert SharedList.objects.count() == 0
    assert "Take it back" not in client.get("/shortlist/").content.decode()
    assert "Oak" in client.get("/shortlist/").content.decode()
    assert client.post("/shortlist/take-back/", {"token": path.split("/")[2]}).status_code == 302


def test_nobody_else_takes_it_back(share):
    path = share()
    Client().post("/shortlist/take-back/", {"token": path.split("/")[2]})
    assert Client().get(path).status_code == 200


def test_the_key_is_what_takes_it_back_not_the_address(client, share):
    path = share()
    SharedList.objects.update(key_hash="0" * 64)
    client.post("/shortlist/take-back/", {"token": path.split("/")[2]})
    assert Client().get(path).status_code == 200


@pytest.mark.parametrize("ending", ["", "groups.csv", "calendar.ics", "sheet/", "sheet/support-groups.pdf"])
def test_whatever_opens_no_list_gets_one_and_the_same_page(client, share, later, ending):
    path = share("7")
    taken_back = share("1")
    client.post("/shortlist/take-back/", {"token": taken_back.split("/")[2]})
    later(timedelta(days=8))
    wrong = [path, taken_back, f"{path[:-2]}x/", "/shared/x/", "/shared/%00/", "/shared/é☃/", f"/shared/{'A' * 3000}/"]
    answers = [Client().get(address + ending) for address in wrong]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert {(a["Cache-Control"], a["X-Robots-Tag"], a["Referrer-Policy"]) for a in answers} == {
        ("no-store", "noindex", "no-referrer")
    }
    assert "This list is not here any more" in answers[0].content.decode()
    assert 'href="/">Find a group' in answers[0].content.decode()


def test_no_cache_keeps_it_no_engine_lists_it_and_no_page_learns_its_address(share):
    answer = Client().get(share())
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(client, share, method):
    path = share()
    before = stored()
    for address in (path, f"{path}add/", f"{path}groups.csv", "/shortlist/share/", "/shortlist/take-back/"):
        getattr(client, method)(address, headers={"Purpose": "prefetch", "Sec-Purpose": "prefetch"})
    assert stored() == before


def test_the_database_can_open_no_list(share):
    path = share()
    row = str(SharedList.objects.values().get())
    assert path.split("/")[2] not in row
    assert len(path.split("/")[2]) == 22


def test_what_was_shared_stays_as_it_was_whatever_becomes_of_the_makers_list(client, share, two):
    path = share()
    client.post("/shortlist/change/", {"remove": two[0].pk, f"note-{two[1].pk}": "front gate"})
    page = Client().get(path).content.decode()
    assert "Oak" in page
    assert "front gate" not in page


def test_the_page_says_what_has_become_of_a_group(share, two):
    path = share()
    Group.objects.filter(pk=two[0].pk).update(version=2)
    Group.objects.filter(pk=two[1].pk).update(status="suspended", suspended_because="reported")
    page = Client().get(path).content.decode()
    assert page.count("This listing has changed since the list was made.") == 1
    assert page.count("A group that is not shown any more") == 1
    assert "Elm" not in page


def test_a_list_of_groups_that_are_all_gone_is_not_shared(client, add, two):
    add(*two)
    Group.objects.update(status="suspended", suspended_because="reported")
    answer = client.post("/shortlist/share/")
    assert answer.status_code == 422
    assert "There is no group on your list that we show right now." in answer.content.decode()
    assert not SharedList.objects.exists()


def test_the_crisis_lines_are_those_of_the_groups_country(share, help_line, two):
    help_line("IE", "crisis", "Irish line", "116 123")
    Group.objects.update(country="IE")
    path = share()
    make.entries.rebuild([group.pk for group in two])
    assert "Irish line" in Client().get(path).content.decode()


def test_a_reader_adds_the_groups_with_their_notes(share):
    path, reader = share(), Client()
    answer = reader.post(f"{path}add/")
    assert answer.status_code == 302
    page = reader.get("/shortlist/").content.decode()
    assert "Oak" in page
    assert 'value="side door"' in page
    assert "Take it back" not in page


def test_a_reader_whose_browser_hides_where_the_form_comes_from_presses_once_more(share):
    path, reader = share(), Client()
    answer = reader.post(f"{path}add/", headers={"Origin": "null"})
    assert answer.status_code == 403
    assert "press the button on this page once more" in answer.content.decode()
    assert answer["Referrer-Policy"] == "same-origin"
    assert COOKIE not in reader.cookies


@pytest.mark.parametrize("path", ["/shortlist/share/", "/shortlist/take-back/"])
def test_another_site_shares_nothing_and_takes_nothing_back(client, share, path):
    token = share().split("/")[2]
    before = stored()
    assert client.post(path, {"token": token}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post(path, {"token": token}, headers={"Origin": "https://evil.example"}).status_code == 403
    assert stored() == before


def test_five_lists_are_shared_at_a_time_and_no_more(client, share):
    paths = [share() for _ in range(5)]
    answer = client.post("/shortlist/share/")
    assert answer.status_code == 422
    assert "You share 5 lists already." in answer.content.decode()
    client.post("/shortlist/take-back/", {"token": paths[0].split("/")[2]})
    assert client.post("/shortlist/share/").status_code == 302


def test_a_cookie_without_room_is_said_and_nothing_is_shared(client, add, monkeypatch, two):
    add(*two)
    monkeypatch.setattr("groups.shortlists.kept.MOST_BYTES", 150)
    answer = client.post("/shortlist/share/")
    assert answer.status_code == 422
    assert "That does not fit" in answer.content.decode()
    assert not SharedList.objects.exists()


def test_a_flood_from_one_network_is_held_back(add, two):
    answers = [post_from(two[0], "192.0.2.1") for _ in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [422]
    assert "Please wait a few minutes" in answers[20].content.decode()
    assert post_from(two[0], "198.51.100.1").status_code == 302


def post_from(group, address):
    browser = Client(REMOTE_ADDR=address)
    browser.post("/shortlist/add/", {"group": group.pk})
    return browser.post("/shortlist/share/")


def test_only_so_many_are_kept_of_all(client, add, two, monkeypatch):
    add(*two)
    monkeypatch.setattr(sharing, "MOST_OF_ALL", 0)
    assert "We cannot keep more shared lists right now." in client.post("/shortlist/share/").content.decode()


def test_a_browser_without_cookies_shares_and_takes_back(two):
    added = Client().post("/shortlist/add/", {"group": two[0].pk})
    carried = parse_qs(urlsplit(added.url).query)["list"][0]
    shared = Client().post("/shortlist/share/", {"list": carried, "days": "7"})
    page = Client().get(shared.url).content.decode()
    assert Client().get(path_on(page)).status_code == 200
    carried = parse_qs(urlsplit(shared.url).query)["list"][0]
    table = re.search(r'href="(/shortlist/groups.csv[^"]*)"', page)[1]
    assert "Oak" in Client().get(table).content.decode()
    Client().post("/shortlist/take-back/", {"list": carried, "token": path_on(page).split("/")[2]})
    assert not SharedList.objects.exists()


def test_what_is_shared_can_be_taken_back_when_the_list_is_empty(client, share, two):
    path = share()
    for group in two:
        client.post("/shortlist/change/", {"remove": group.pk})
    page = client.get("/shortlist/").content.decode()
    assert "There is nothing on it yet." in page
    assert path in page
    client.post("/shortlist/take-back/", {"token": path.split("/")[2]})
    assert not SharedList.objects.exists()


def test_the_link_goes_through_the_devices_own_apps_in_neutral_words(client, share):
    path = share()
    page = client.get("/shortlist/").content.decode().replace("&amp;", "&")
    mail = unquote(re.search(r'href="(mailto:[^"]*shared[^"]*)"', page)[1])
    sms = unquote(re.search(r'href="(sms:[^"]*shared[^"]*)"', page)[1])
    words = f"Here is the list: {settings.SITE_URL}{path} It works until 4 April 2026 19:00 (London time)."
    assert mail == f"mailto:?subject=The list&body={words}"
    assert sms == f"sms:?&body={words}"


def test_a_spanish_link_opens_a_spanish_page(share):
    page = Client().get(f"/es{share()}").content.decode()
    assert '<html lang="es"' in page
    assert f"{settings.SITE_URL}/es/shared/" in page


def test_a_shared_list_of_thirty_is_read_with_few_questions(db, client, django_assert_max_num_queries):
    groups = [make.group(name=f"Group {number}") for number in range(30)]
    client.post("/shortlist/add/", {"group": [group.pk for group in groups]})
    client.post("/shortlist/share/")
    path = path_on(client.get("/shortlist/").content.decode())
    with django_assert_max_num_queries(9):
        Client().get(path)


def test_whoever_has_the_link_prints_the_sheet(share):
    path, reader = share(), Client()
    assert f'href="{path}sheet/"' in reader.get(path).content.decode()
    answer = reader.get(f"{path}sheet/")
    assert "side door" in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"
    Group.objects.update(status="suspended", suspended_because="reported")
    assert "not shown any more" in reader.get(f"{path}sheet/", follow=True).content.decode()

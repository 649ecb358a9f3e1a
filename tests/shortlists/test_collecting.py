"""Putting groups on the list, ordering them, writing notes on them and forgetting them, without script."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from groups.models import Group
from tests import make

COOKIE = settings.SHORTLIST_COOKIE_NAME


@pytest.fixture
def three(db):
    return [make.group(name=name) for name in ("Oak", "Elm", "Ash")]


def names(page):
    return re.findall(r'<h2><a href="/groups/[^"]*" dir="auto">([^<]*)</a>', page)


def test_every_card_and_group_page_can_be_added(read, three):
    assert f'form="pick" class="button quiet" name="group" value="{three[0].pk}"' in read("/groups/", near="Leeds")
    assert f'value="{three[0].pk}">Add to my list' in read(f"/groups/{three[0].slug}/")


def test_added_groups_stand_in_their_order(read, add, three):
    add(*three)
    assert names(read("/shortlist/")) == ["Oak", "Elm", "Ash"]


def test_a_group_is_on_the_list_once(read, add, three):
    add(three[0], three[1], three[0])
    assert names(read("/shortlist/")) == ["Oak", "Elm"]


def test_a_group_that_is_sent_twice_at_once_is_on_the_list_once(client, read, three):
    client.post("/shortlist/add/", {"group": [three[0].pk, three[0].pk]})
    assert names(read("/shortlist/")) == ["Oak"]


def test_the_list_leads_back_to_the_search_it_came_from(client, add, three, read):
    add(three[0])
    response = add(three[1], referer="http://testserver/groups/?near=Leeds")
    assert response.url == "/shortlist/?back=%2Fgroups%2F%3Fnear%3DLeeds"
    assert '<a href="/groups/?near=Leeds">Back to the groups you were looking at</a>' in read(response.url)


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:evil()",
        "\\\\evil.example",
        "http://testserver//evil.example/",
        "http://testserver/\\evil.example",
    ],
)
def test_the_list_leads_to_no_other_site(read, add, three, back):
    add(three[0])
    assert "evil" not in read("/shortlist/", back=back)


def test_groups_move_up_and_down_and_off(client, read, add, three):
    add(*three)
    client.post("/shortlist/change/", {"up": three[2].pk})
    assert names(read("/shortlist/")) == ["Oak", "Ash", "Elm"]
    client.post("/shortlist/change/", {"down": three[0].pk})
    assert names(read("/shortlist/")) == ["Ash", "Oak", "Elm"]
    client.post("/shortlist/change/", {"remove": three[0].pk})
    assert names(read("/shortlist/")) == ["Ash", "Elm"]


def test_every_button_keeps_the_notes(client, read, add, three):
    add(*three)
    typed = {f"note-{three[0].pk}": "side  door\u202e", f"note-{three[1].pk}": "<b>", "up": three[2].pk}
    client.post("/shortlist/change/", typed)
    page = read("/shortlist/")
    assert 'value="side door"' in page
    assert 'value="&lt;b&gt;"' in page


@pytest.mark.parametrize(
    ("pressed", "address"),
    [
        ({"to": "sheet", "near": " Leeds "}, "/shortlist/sheet/?near=Leeds"),
        ({"to": "compare"}, "/shortlist/compare/"),
        ({"to": "suggest", "near": "York"}, "/shortlist/suggest/?near=York"),
        ({"near": "Leeds"}, "/shortlist/sheet/?near=Leeds"),
        ({"near": "", "back": "/groups/?near=York"}, "/shortlist/?back=%2Fgroups%2F%3Fnear%3DYork"),
        ({"to": "elsewhere"}, "/shortlist/"),
    ],
)
def test_the_notes_are_saved_on_the_way_to_the_sheet(client, read, add, three, pressed, address):
    add(*three)
    client.get("/shortlist/")
    response = client.post("/shortlist/onward/", {f"note-{three[0].pk}": "side door", **pressed})
    assert (response.status_code, response.url) == (302, address)
    assert 'value="side door"' in read("/shortlist/")


def test_a_note_that_is_too_long_keeps_the_place_and_the_way_back(client, add, three):
    add(*three)
    typed = {f"note-{three[0].pk}": "x" * 61, "near": "Leeds", "back": "/groups/?near=York", "to": "sheet"}
    response = client.post("/shortlist/onward/", typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="Leeds"' in page
    assert '<a href="/groups/?near=York">' in page


@pytest.mark.parametrize("header", ["Referer", "Origin"])
def test_a_header_that_is_no_address_does_no_harm(three, header):
    assert Client().get("/shortlist/", headers={header: "http://["}).status_code == 200
    added = Client().post("/shortlist/add/", {"group": three[0].pk}, headers={header: "http://["})
    assert added.status_code == (403 if header == "Origin" else 302)


def test_a_note_of_more_than_60_letters_is_asked_again_and_kept(client, add, three):
    add(*three)
    response = client.post("/shortlist/change/", {f"note-{three[0].pk}": "x" * 61, f"note-{three[1].pk}": "fine"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "This note has 61 letters, and 60 fit." in page
    assert "x" * 61 in page
    assert 'value="fine"' in page


def test_thirty_groups_fit_and_no_more(client, read, add):
    groups = [make.group(name=f"Group {number}") for number in range(31)]
    response = client.post("/shortlist/add/", {"group": [group.pk for group in groups[:30]]})
    assert response.status_code == 302
    response = add(groups[30])
    assert response.status_code == 422
    assert "a list holds 30 groups" in response.content.decode()
    assert len(names(read("/shortlist/"))) == 30


def test_notes_that_no_browser_would_keep_are_refused_with_what_was_typed(client, add):
    groups = [make.group(name=f"Group {number}") for number in range(30)]
    client.post("/shortlist/add/", {"group": [group.pk for group in groups]})
    notes = {f"note-{g.pk}": "".join(chr(0x4E00 + (g.pk * 997 + i * 131) % 20_000) for i in range(60)) for g in groups}
    response = client.post("/shortlist/change/", notes)
    assert response.status_code == 422
    assert "or write shorter notes" in response.content.decode()
    assert notes[f"note-{groups[29].pk}"] in response.content.decode()


def test_what_became_of_a_group_is_said(read, add, three):
    add(*three)
    Group.objects.filter(pk=three[0].pk).update(version=2)
    Group.objects.filter(pk=three[1].pk).update(status="suspended", suspended_because="reported")
    page = read("/shortlist/")
    assert page.count("This listing has changed since you put it here.") == 1
    assert page.count("A group that is not shown any more") == 1
    assert "Elm" not in page


def test_what_is_not_listed_cannot_be_added(read, add, three):
    add(make.group(status="pending"))
    assert "There is nothing on it yet." in read("/shortlist/")


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "²", "0"])
def test_what_is_no_group_is_left_alone(client, read, db, number):
    assert client.post("/shortlist/add/", {"group": number}).status_code == 302
    assert client.post("/shortlist/change/", {"up": number, "remove": number}).status_code == 302


def test_the_cookie_is_signed_and_no_script_reads_it(client, read, add, three):
    add(three[0])
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""
    client.cookies[COOKIE] = cookie.value[:-1] + ("A" if cookie.value[-1] != "A" else "B")
    assert "There is nothing on it yet." in read("/shortlist/")


def test_a_list_stays_for_thirty_days_when_asked(client, add, three):
    add(three[0])
    client.post("/shortlist/change/", {"stays": "1"})
    assert client.cookies[COOKIE]["max-age"] == 30 * 24 * 60 * 60
    client.post("/shortlist/change/", {"stays": ""})
    assert client.cookies[COOKIE]["max-age"] == ""


def test_forgetting_clears_the_cookie_and_what_the_browser_kept(client, read, add, three):
    add(*three)
    response = client.post("/shortlist/forget/")
    assert response.cookies[COOKIE].value == ""
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert "Your list is gone" in read(response.url)
    assert "There is nothing on it yet." in read("/shortlist/")


@pytest.mark.parametrize("path", ["add", "change", "forget"])
def test_another_site_cannot_change_the_list(client, read, add, three, path):
    add(three[0])
    form = {"group": three[1].pk, "remove": three[0].pk}
    response = client.post(f"/shortlist/{path}/", form, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert names(response.content.decode().replace("\n", " ")) == ["Oak"]
    assert names(read("/shortlist/")) == ["Oak"]


def test_a_browser_without_cookies_carries_the_list_in_its_address(three):
    first = Client().post("/shortlist/add/", {"group": three[0].pk})
    page = Client().get(first.url).content.decode()
    assert "Your browser keeps no cookies." in page
    assert "Oak" in page
    referer = {"Referer": f"http://testserver{first.url}"}
    second = Client().post("/shortlist/add/", {"group": three[1].pk}, headers=referer)
    assert "Elm" in Client().get(second.url).content.decode()
    assert "Oak" in Client().get(second.url).content.decode()


def test_a_browser_without_cookies_goes_back_to_the_groups_and_adds_another(three):
    page = {"Referer": "http://testserver/groups/?near=Leeds"}
    for group, expected in zip(three[:2], (["Oak"], ["Oak", "Elm"]), strict=True):
        added = Client().post("/shortlist/add/", {"group": group.pk}, headers=page)
        shown = Client().get(added.url).content.decode()
        assert names(shown.replace("\n", " ")) == expected
        back = unescape(re.search(r'href="([^"]*)">Back to the groups', shown)[1])
        assert Client().get(back).status_code == 200
        assert (back.count("near=Leeds"), back.count("list=")) == (1, 1)
        page = {"Referer": f"http://testserver{back}"}


def test_a_list_in_the_address_goes_as_soon_as_the_cookie_is_there(client, add, three):
    response = add(three[0])
    assert "list=" in response.url
    assert client.get(response.url).url == "/shortlist/"


def test_no_cache_keeps_a_list_and_no_engine_lists_it(client, add, three):
    add(three[0])
    response = client.get("/shortlist/")
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")


def test_a_list_of_thirty_is_read_with_few_questions(db, client, django_assert_max_num_queries):
    groups = [make.group(name=f"Group {number}") for number in range(30)]
    client.post("/shortlist/add/", {"group": [group.pk for group in groups]})
    client.get("/shortlist/")
    with django_assert_max_num_queries(8):
        client.get("/shortlist/")


def test_a_script_is_told_how_many_groups_are_on_the_list(client, three):
    response = client.post("/shortlist/add/", {"group": three[0].pk}, headers={"Accept": "application/json"})
    assert response.json() == {"said": "1 group on your list", "address": "/shortlist/"}
    assert response.cookies[COOKIE].value

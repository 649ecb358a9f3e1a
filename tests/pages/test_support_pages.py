"""A page for each way to get support: what it is, how to ask, and the groups of that kind."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db

KINDS = {
    "recovery-cafes": "cafe",
    "one-to-one": "one_to_one",
    "aftercare": "aftercare",
    "online-communities": "online_community",
}


@pytest.fixture
def al_anon():
    fellowship = make.fellowship("al-anon", of="family-and-friends")
    fellowship.concerns = ["family-and-friends", "alcohol"]
    fellowship.save()
    return fellowship


@pytest.mark.parametrize(("slug", "kind"), KINDS.items())
def test_each_kind_has_a_page_with_the_groups_of_that_kind_by_name(read, slug, kind):
    online = {"attendance": "online"} if kind == "online_community" else {}
    make.group(name="Zebra", kind=kind, meetings=[], **online)
    make.group(name="Aardvark", kind=kind, meetings=[], **online)
    make.group(name="Somewhere Else")
    page = read(f"/support/{slug}/")
    assert page.index("Aardvark") < page.index("Zebra")
    assert "Somewhere Else" not in page
    assert f'href="/groups/?kind={kind}"' in page


@pytest.mark.parametrize("slug", ["recovery-cafes", "one-to-one", "aftercare"])
def test_the_box_searches_for_that_kind_near_a_place(read, slug):
    make.group(kind=KINDS[slug])
    page = read(f"/support/{slug}/")
    assert f'<input type="hidden" name="kind" value="{KINDS[slug]}">' in page
    assert page.count('name="near"') == 1


def test_with_a_place_the_nearest_of_that_kind_come_first(read):
    make.group(name="Aardvark", kind="cafe", latitude=54.0)
    make.group(name="Near", kind="cafe")
    page = read("/support/recovery-cafes/", near="Leeds")
    assert page.index(">Near<") < page.index("Aardvark")
    assert "Nearest to Leeds" in page


def test_a_place_that_is_not_found_is_said_beside_the_box(read):
    make.group(name="Aardvark", kind="cafe")
    page = read("/support/recovery-cafes/", status=404, near="asdfgh")
    assert "We could not find “asdfgh”" in page
    assert "Aardvark" in page


def test_a_community_without_a_place_is_never_looked_for_near_one(read):
    make.group(kind="online_community", attendance="online", meetings=[])
    assert 'name="near"' not in read("/support/online-communities/")


def test_only_the_first_few_are_listed(read):
    for number in range(9):
        make.group(name=f"Café {number}", kind="cafe", meetings=[])
    assert read("/support/recovery-cafes/").count('<li class="card"') == 6


def test_one_to_one_says_what_a_sponsor_a_mentor_and_a_coach_are_and_how_to_ask(read):
    page = read("/support/one-to-one/")
    for words in (
        "<dt>Sponsor</dt>",
        "<dt>Mentor</dt>",
        "<dt>Recovery coach</dt>",
        "What does it cost",
        "What training",
    ):
        assert words in page


def test_aftercare_says_how_to_ask_for_a_visit(read):
    page = read("/support/aftercare/")
    assert "Visits by people who came through the same centre" in page
    assert "Does anyone who came through here visit?" in page


def test_family_and_friends_find_the_fellowships_that_are_for_them(read, al_anon):
    make.group(name="For parents", fellowship=al_anon)
    make.group(name="For members", fellowship=make.fellowship("aa"))
    page = read("/support/family-and-friends/")
    assert "when they ring" in page
    assert "For parents" in page
    assert "For members" not in page
    assert '<input type="hidden" name="fellowship" value="al-anon">' in page


def test_without_a_fellowship_for_families_nothing_else_is_offered_instead(read):
    make.group(name="For members")
    page = read("/support/family-and-friends/")
    assert "For members" not in page
    assert 'name="near"' not in page
    assert "when they ring" in page


def test_every_page_leads_online_and_has_the_help_lines(read, help_line):
    help_line("GB", "crisis", "Samaritans", "116 123")
    for slug in (*KINDS, "family-and-friends"):
        page = read(f"/support/{slug}/")
        assert "Join online, from anywhere." in page
        assert 'href="tel:116123"' in page.partition("<main")[2]


def test_a_kind_that_does_not_exist_has_no_page(read):
    read("/support/meeting/", status=404)
    read("/support/_layout/", status=404)

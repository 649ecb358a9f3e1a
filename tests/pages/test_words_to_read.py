"""Peer support, the first meeting and helping others: what they must say, and where each leads."""

import re

import pytest

from tests import make

pytestmark = pytest.mark.django_db

PAGES = ["/peer-support/", "/first-meeting/", "/help-others/", "/for-counsellors/"]


@pytest.mark.parametrize("path", PAGES)
def test_each_has_one_heading_and_ends_with_somewhere_to_go(read, help_line, path):
    help_line("GB", "crisis", "Night line", "0800 111")
    page = read(path)
    assert page.count("<h1>") == 1
    after = page[page.index("Where to go from here") :]
    for way in ('href="/"', 'href="#help-lines"', 'id="help-lines"', "Night line"):
        assert way in after


@pytest.mark.parametrize("path", ["/peer-support/", "/first-meeting/"])
def test_nobody_is_told_to_stop_suddenly(read, path):
    page = read(path)
    assert "benzodiazepines" in page
    assert "Talk to a doctor first." in page
    assert "thinking of ending your life? Ring now." in page


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_ours_leads_to_a_page(client, read, path):
    links = set(re.findall(r'href="(/[^"#]*)', read(path)))
    assert {link: client.get(link).status_code for link in links if client.get(link).status_code != 200} == {}


def test_peer_support_leads_family_to_their_own_groups(read):
    assert "Groups for family and friends" not in read("/peer-support/")
    row = make.fellowship("al-anon")
    row.concerns = ["family-and-friends"]
    row.save()
    make.group(fellowship=row)
    assert 'href="/groups/?fellowship=al-anon"' in read("/peer-support/")


def test_the_home_page_leads_who_has_never_been_to_one(read):
    page = read("/")
    assert 'href="/first-meeting/"' in page[page.index("Never been to one?") :]


def test_who_would_help_searches_among_the_groups_that_welcome_helpers(read):
    page = read("/help-others/")
    assert '<input type="hidden" name="helpers" value="welcome">' in page
    assert 'href="/groups/?helpers=welcome"' in page


def test_a_counsellor_types_a_town_and_is_suggested_three(client, read):
    page = read("/for-counsellors/")
    form = page[page.index('action="/shortlist/suggest/"') :]
    assert 'name="near"' in form[: form.index("</form>")]
    make.group(name="Monday Steps")
    assert "Monday Steps" in read("/shortlist/suggest/", near="Leeds")
    assert not client.cookies


def test_the_list_says_what_each_group_asks_of_helpers(read):
    make.group(name="Asking", helpers_welcome=True, helpers_requirement="Twelve months in recovery.")
    make.group(name="Glad of anyone", helpers_welcome=True)
    make.group(name="Full", helpers_welcome=False, helpers_requirement="nobody now")
    make.group(name="Silent")
    page = read("/groups/", near="Leeds", helpers="welcome")
    assert "Welcomes helpers. They ask: Twelve months in recovery.</p>" in page
    assert "Welcomes helpers</p>" in page
    assert "Full" not in page
    assert "Silent" not in page
    assert "Take away:</span> Welcomes helpers" in page


def test_who_seeks_help_is_not_asked_for_it(read):
    make.group(helpers_welcome=True, helpers_requirement="twelve months in recovery")
    assert "Welcomes helpers" not in read("/groups/", near="Leeds")

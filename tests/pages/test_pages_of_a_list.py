"""Paging: before and after, with everything asked kept."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def test_the_next_page_keeps_the_search(read):
    for _ in range(3):
        make.group()
    page = read("/groups/", near="Leeds", limit="2", kind="meeting")
    assert 'rel="next" href="/groups/?near=Leeds&amp;limit=2&amp;kind=meeting&amp;page=2"' in page
    assert 'rel="prev"' not in page


def test_the_last_page_leads_back(read):
    for _ in range(3):
        make.group()
    page = read("/groups/", near="Leeds", limit="2", page="2")
    assert 'rel="prev" href="/groups/?near=Leeds&amp;limit=2&amp;page=1"' in page
    assert 'rel="next"' not in page


def test_soonest_pages_carry_the_moment_they_count_from(read):
    for _ in range(3):
        make.group()
    page = read("/groups/", near="Leeds", limit="2", sort="soonest")
    assert "as_of=2026-03-05T18%3A00%3A00%2B00%3A00" in page

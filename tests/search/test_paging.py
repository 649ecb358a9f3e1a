"""Paging never repeats a group and never leaves one out, and lists by name read like an index."""

import pytest

from tests import make
from tests.search import world as plain


@pytest.fixture
def world(db):
    groups = plain.invent(seed=5, count=60)
    plain.store(groups)
    return groups


def walk(find, limit, **parameters):
    """The ids of every page in a row."""
    seen, page = [], 1
    while True:
        found = find(limit=limit, page=page, **parameters)
        seen += [hit.card["id"] for hit in found.hits]
        if not found.has_next:
            return seen
        page += 1


@pytest.mark.parametrize("limit", [1, 3, 7])
@pytest.mark.parametrize("asked", [{"near": "Leeds", "within": 25_000}, {}, {"attendance": "hybrid"}], ids=str)
def test_all_pages_together_are_the_whole_list_once(find, world, limit, asked):
    whole = [hit.card["id"] for hit in find(limit=100, **asked).hits]
    assert walk(find, limit, **asked) == whole
    assert len(set(whole)) == len(whole) == find(limit=limit, **asked).total


@pytest.mark.parametrize("limit", [3, 7])
def test_pages_by_soonest_are_the_whole_list_once(find, world, limit):
    asked = {"near": "Leeds", "within": 25_000, "sort": "soonest"}
    assert walk(find, limit, **asked) == [hit.card["id"] for hit in find(limit=100, **asked).hits]


def test_later_pages_by_soonest_count_from_the_moment_of_the_first(find, world):
    asked = {"sort": "soonest", "limit": 20}
    first = find(**asked)
    later = first.as_of.replace(hour=23)
    pages = [find(later, page=page, as_of=first.as_of.isoformat(), **asked) for page in (1, 2, 3)]
    together = [hit.card["id"] for page in pages for hit in page.hits]
    assert together[:20] == [hit.card["id"] for hit in first.hits]
    assert sorted(together) == [group.id for group in world]


def test_the_total_and_the_counts_are_the_same_on_every_page(find, world):
    pages = [find(near="Leeds", limit=5, page=page) for page in (1, 2, 3)]
    assert len({page.total for page in pages}) == 1
    assert pages[0].facets == pages[1].facets == pages[2].facets


def test_groups_at_one_point_are_not_shuffled_between_pages(find, db):
    made = [make.group().pk for _ in range(9)]
    assert walk(find, 2, near="Leeds") == made


def test_without_a_place_groups_come_by_name_whatever_the_case_or_accent(find, db):
    for name in ("zeal", "Éclair", "apple", "Banana", "Ångström", "bank"):
        make.group(name=name)
    names = [hit.card["name"] for hit in find().hits]
    assert names == ["Ångström", "apple", "Banana", "bank", "Éclair", "zeal"]


def test_a_page_behind_the_last_is_empty_and_still_says_how_many(find, world):
    found = find(page=9, limit=25)
    assert (found.hits, found.total, found.has_next) == ([], 60, False)

"""The links to the next page lead through the whole list, once."""

import pytest

from tests import make


@pytest.fixture
def eight_groups(db):
    return [make.group(latitude=53.8 + number / 100).slug for number in range(8)]


def walk(get, parameters):
    pages = [get("/groups", parameters).json()]
    while pages[-1]["next"]:
        path, _, query = pages[-1]["next"].partition("/api/v1")[2].partition("?")
        pages.append(get(f"{path}?{query}").json())
    return pages


@pytest.mark.parametrize("sort", ["distance", "soonest"])
@pytest.mark.parametrize("limit", [1, 3])
def test_following_next_gives_every_group_once_and_one_total(get, eight_groups, sort, limit):
    pages = walk(get, {"near": "Leeds", "limit": limit, "sort": sort, "unit": "km"})
    assert [group["slug"] for page in pages for group in page["results"]] == eight_groups
    assert {page["total"] for page in pages} == {8}


def test_the_next_page_by_time_counts_from_the_same_moment(get, eight_groups):
    first = get("/groups", {"limit": 2, "sort": "soonest"}).json()
    assert "as_of=" in first["next"]


def test_the_next_page_keeps_what_was_asked(get, eight_groups):
    answer = get("/groups", {"near": "Leeds", "limit": 2, "kind": ["meeting", "cafe"]}).json()
    assert "kind=meeting&kind=cafe" in answer["next"]
    assert "near=Leeds" in answer["next"]


def test_the_last_page_has_no_next(get, eight_groups):
    assert get("/groups", {"limit": 8}).json()["next"] is None


def test_pages_end_at_a_thousand_results_and_say_to_narrow(get, db):
    assert get("/groups", {"page": 10, "limit": 100}).status_code == 200
    problem = get("/groups", {"page": 11, "limit": 100}).json()
    assert (problem["status"], problem["parameter"]) == (422, "page")
    assert "Narrow" in problem["detail"]

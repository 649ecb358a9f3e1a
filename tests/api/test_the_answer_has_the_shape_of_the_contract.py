"""GET /api/v1/groups and its neighbours answer with exactly the keys and types that docs/api.md promises."""

from datetime import datetime

import pytest
from geopy.distance import great_circle

from tests import make

TEXT, NUMBER, MAYBE_TEXT, MAYBE_NUMBER = str, (int, float), (str, type(None)), (int, float, type(None))
ANSWER = {
    "origin": dict,
    "choices": list,
    "radius_km": NUMBER,
    "widened": bool,
    "corrected": (dict, type(None)),
    "total": int,
    "results": list,
    "online": list,
    "facets": dict,
    "next": MAYBE_TEXT,
    "meta": dict,
}
GROUP = {
    "id": int,
    "slug": TEXT,
    "name": TEXT,
    "url": TEXT,
    "kind": TEXT,
    "philosophy": MAYBE_TEXT,
    "fellowship": MAYBE_TEXT,
    "facilitation": TEXT,
    "distance_km": MAYBE_NUMBER,
    "latitude": MAYBE_NUMBER,
    "longitude": MAYBE_NUMBER,
    "precision": MAYBE_TEXT,
    "venue": TEXT,
    "address": TEXT,
    "locality": TEXT,
    "region": TEXT,
    "postal_code": TEXT,
    "country": TEXT,
    "time_zone": TEXT,
    "features": list,
    "languages": list,
    "attendance": list,
    "inactive": bool,
    "inactive_from": MAYBE_TEXT,
    "inactive_until": MAYBE_TEXT,
    "always_open": bool,
    "by_appointment": bool,
    "opening_hours": TEXT,
    "host_centre": TEXT,
    "area_served": TEXT,
    "cost": TEXT,
    "join_link": TEXT,
    "dial_in": TEXT,
    "meetings": list,
    "next_meeting": (dict, type(None)),
    "status": TEXT,
    "confirmed_at": MAYBE_TEXT,
    "confirmed_by": TEXT,
    "unconfirmed_since": MAYBE_TEXT,
    "reported_on": MAYBE_TEXT,
    "source": MAYBE_TEXT,
    "example": bool,
}
MEETING = {
    "weekday": int,
    "starts_at": TEXT,
    "duration_minutes": int,
    "recurrence": TEXT,
    "attendance": TEXT,
    "features": list,
    "languages": list,
}
PLACE = {
    "label": TEXT,
    "latitude": NUMBER,
    "longitude": NUMBER,
    "kind": TEXT,
    "precision": TEXT,
    "country": TEXT,
    "population": int,
    "time_zone": TEXT,
    "corrected": bool,
}
ORIGIN_KEYS = ["label", "latitude", "longitude", "precision", "country"]


def assert_shape(data, shape):
    assert list(data) == list(shape)
    wrong = {key: data[key] for key, kind in shape.items() if not isinstance(data[key], kind)}
    assert not wrong


@pytest.fixture
def directory(db):
    make.group(
        fellowship=make.fellowship("aa", "AA"),
        meetings=[
            {"weekday": 1, "starts_at": "19:30", "features": ["open"], "languages": ["en"]},
            {"weekday": 4, "starts_at": "07:00", "features": ["closed"], "attendance": "in_person"},
        ],
        latitude=53.9,
        longitude=-1.55,
    )
    make.group(attendance="online", meetings=[{"weekday": 2}])
    make.group(meetings=[], latitude=None, longitude=None, locality="Leeds")


def test_a_search_near_a_place(get, directory):
    answer = get("/groups", {"near": "Leeds"}).json()
    assert_shape(answer, ANSWER)
    assert_shape(
        answer["origin"], {key: PLACE[key] for key in ("label", "latitude", "longitude", "precision", "country")}
    )
    (found,), (online,) = answer["results"], answer["online"]
    assert_shape(found, GROUP)
    assert_shape(online, GROUP)
    for meeting in found["meetings"]:
        assert_shape(meeting, MEETING)
    assert (answer["total"], answer["widened"], answer["radius_km"]) == (1, False, round(25 * 1.609344, 3))


def test_a_list_without_a_place_has_no_origin_no_radius_and_no_distances(get, directory):
    answer = get("/groups").json()
    assert_shape(answer, ANSWER | {"origin": type(None), "radius_km": type(None)})
    assert {group["distance_km"] for group in answer["results"]} == {None}
    assert (answer["total"], answer["online"]) == (3, [])


def test_one_group_has_the_same_keys_and_its_description(get, directory):
    listed = get("/groups", {"near": "Leeds"}).json()["results"][0]
    alone = get(f"/groups/{listed['slug']}").json()
    assert_shape(alone, GROUP | {"description": TEXT})
    assert {key: alone[key] for key in GROUP if key != "distance_km"} == {
        key: listed[key] for key in GROUP if key != "distance_km"
    }


def test_distances_are_great_circle_kilometres_with_three_decimals(get, directory):
    found = get("/groups", {"near": "Leeds"}).json()["results"][0]
    assert found["distance_km"] == round(great_circle((53.8, -1.55), (53.9, -1.55)).km, 3)


def test_coordinates_are_rounded_to_two_decimals_before_anything_is_searched(get, directory):
    answer = get("/groups", {"lat": "53.804999", "lon": "-1.5549"}).json()
    assert (answer["origin"]["latitude"], answer["origin"]["longitude"]) == (53.8, -1.55)
    assert answer["results"][0]["distance_km"] == round(great_circle((53.8, -1.55), (53.9, -1.55)).km, 3)


def test_bare_coordinates_mean_kilometres(get, directory):
    assert get("/groups", {"lat": "53.8", "lon": "-1.55"}).json()["radius_km"] == 40


def test_instants_have_an_offset_and_the_order_of_time(get, directory):
    upcoming = get("/groups", {"near": "Leeds"}).json()["results"][0]["next_meeting"]
    starts, ends = datetime.fromisoformat(upcoming["starts_at"]), datetime.fromisoformat(upcoming["ends_at"])
    assert starts.tzinfo
    assert (ends - starts).total_seconds() == 3600


def test_what_differs_between_meetings_stands_beside_the_meeting_alone(get, db):
    make.group(
        features=["women"], meetings=[{"features": ["open"]}, {"weekday": 3, "features": ["closed"]}], languages=["en"]
    )
    (group,) = get("/groups").json()["results"]
    assert (group["features"], group["languages"]) == (["women"], ["en"])
    assert [meeting["features"] for meeting in group["meetings"]] == [["open", "women"], ["closed", "women"]]


def test_the_attendance_of_a_group_is_the_set_of_its_meetings(get, db):
    make.group(attendance="hybrid", meetings=[{"attendance": "online"}, {"weekday": 3, "attendance": "in_person"}])
    (group,) = get("/groups").json()["results"]
    assert group["attendance"] == ["in_person", "online"]


def test_facets_are_lists_of_value_label_and_count(get, directory):
    facets = get("/groups").json()["facets"]
    assert {"value": "cafe", "label": "Recovery café or community space", "count": 0} not in facets["kind"]
    assert facets["attendance"] == [
        {"value": "in_person", "label": "In person", "count": 2},
        {"value": "online", "label": "Online", "count": 1},
    ]


def test_a_name_that_many_places_have_gives_the_others_as_choices(get, db):
    answer = get("/groups", {"near": "newport"}).json()
    assert answer["origin"]["label"] == "Newport, Wales"
    assert [choice["label"] for choice in answer["choices"]] == ["Newport, Isle of Wight"]
    assert_shape(answer["choices"][0], PLACE)


def test_a_corrected_word_is_told(get, db):
    make.group(name="Serenity")
    assert get("/groups", {"q": "serennity"}).json()["corrected"] == {"near": None, "q": {"serennity": "serenity"}}


def test_the_credits_of_the_place_data_are_in_every_answer(get, db):
    assert any("GeoNames" in line for line in get("/groups").json()["meta"]["credits"])


def test_places_are_a_bare_list(get):
    (leeds,) = get("/places", {"q": "Leeds"}).json()
    assert_shape(leeds, PLACE)
    assert get("/places", {"q": "asdfgh"}).json() == []
    assert get("/places").json() == []


def test_places_are_completed_only_when_asked(get):
    assert get("/places", {"q": "lee"}).json() == []
    assert [place["label"] for place in get("/places", {"q": "lee", "complete": "1"}).json()] == ["Leeds, England"]


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("/philosophies", ["slug", "name", "summary", "description", "read_more"]),
        (
            "/fellowships",
            "slug name abbreviation website summary for_whom concerns countries philosophy".split(),
        ),
        ("/features", ["slug", "name", "parameter", "description", "meeting_guide", "bmlt"]),
    ],
)
def test_the_vocabulary_is_a_bare_list(get, directory, path, keys):
    rows = get(path).json()
    assert rows
    assert list(rows[0]) == keys

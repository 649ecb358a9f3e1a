"""Results as the JSON of the API."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from groups.places.place import Place
from groups.places.schema import CREDITS
from groups.search.cards import confirmed_when
from groups.search.facets import COUNTED
from groups.search.results import Hit, Results
from groups.search.vocabulary import Vocabulary

#: The keys of a group, in the order of the contract. `url`, `distance_km` and `next_meeting` are worked out here.
_GROUP_KEYS = (
    "id slug name url kind philosophy fellowship facilitation distance_km latitude longitude precision venue address "
    "locality region postal_code country time_zone features languages attendance inactive inactive_from inactive_until "
    "always_open by_appointment opening_hours host_centre area_served cost join_link dial_in meetings next_meeting "
    "status confirmed_at confirmed_by unconfirmed_since reported_on source example"
).split()
_PLACE_KEYS = "label latitude longitude kind precision country population time_zone corrected".split()


def results_json(results: Results, parameters: QueryDict) -> dict[str, Any]:
    """The answer of GET /api/v1/groups; `parameters` are the request's, for the link to the next page."""
    return {
        "origin": origin_json(results.origin),
        "choices": [place_json(place) for place in results.choices],
        "radius_km": round(results.radius_km, 3) if results.radius_km else None,
        "widened": results.widened,
        "corrected": _corrections(results),
        "total": results.total,
        "results": [hit_json(hit, results.vocabulary) for hit in results.hits],
        "online": [hit_json(hit, results.vocabulary) for hit in results.online],
        "facets": {name: [choice._asdict() for choice in choices] for name, choices in results.facets.items()},
        "next": _next_url(results, parameters) if results.has_next else None,
        "meta": {"credits": list(CREDITS), "facets_count_up_to": COUNTED},
    }


def hit_json(hit: Hit, vocabulary: Vocabulary) -> dict[str, Any]:
    """One group: its card, its address on this site, its distance, its next meeting and when it was confirmed."""
    confirmed_at = confirmed_when(hit.card, vocabulary)
    known = hit.card | {
        "confirmed_at": confirmed_at.isoformat() if confirmed_at else None,
        "url": settings.SITE_URL + reverse("group", args=[hit.card["slug"]]),
        "distance_km": None if hit.distance_km is None else round(hit.distance_km, 3),
        "next_meeting": _occurrence(hit),
    }
    return {key: known[key] for key in _GROUP_KEYS}


def place_json(place: Place) -> dict[str, Any]:
    """One place, coordinates in degrees."""
    return {key: getattr(place, key) for key in _PLACE_KEYS}


def origin_json(place: Place | None) -> dict[str, Any] | None:
    """The place a search was understood to mean."""
    keys = ("label", "latitude", "longitude", "precision", "country")
    return {key: getattr(place, key) for key in keys} if place else None


def _corrections(results: Results) -> dict[str, Any] | None:
    place = results.origin.label if results.origin and results.origin.corrected else None
    words = results.corrected_words
    return {"near": place, "q": words} if place or words else None


def _occurrence(hit: Hit) -> dict[str, str] | None:
    if hit.next is None:
        return None
    return {"starts_at": _iso(hit.next.starts_at), "ends_at": _iso(hit.next.ends_at)}


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _next_url(results: Results, parameters: QueryDict) -> str:
    query = parameters.copy()
    query["page"] = str(results.query.page + 1)
    if results.query.sort == "soonest" or results.query.when:
        # Later pages count from the same moment, or a group would move between them.
        query["as_of"] = results.as_of.isoformat()
    return f"{settings.SITE_URL}{reverse('api:groups')}?{query.urlencode()}"

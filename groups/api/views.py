"""The addresses of the JSON API."""

import json
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django_countries import countries
from ninja import NinjaAPI
from ninja.errors import ValidationError
from pydantic import BeforeValidator

from groups.api.parameters import openapi_parameters
from groups.api.problems import Problem, openapi_responses
from groups.api.problems import response as problem_response
from groups.api.render import hit_json, place_json, results_json
from groups.models import Feature, Fellowship, Group, Philosophy
from groups.places import chain
from groups.places.place import LookupUnavailable
from groups.search.caching import kept_a_minute
from groups.search.cards import cards_of
from groups.search.filters import form_for
from groups.search.find import search
from groups.search.query import Query, query_of
from groups.search.results import NOT_FOUND, UNAVAILABLE, Hit
from groups.search.soonest import next_meeting, wishes_of
from groups.search.vocabulary import vocabulary

NO_SUCH_PLACE = "We do not know a place of that name or code. Check the spelling, or try a bigger town near it."
NO_LOOKUP = "Places cannot be looked up right now. Try again in a minute, or give lat and lon."

api = NinjaAPI(
    title=settings.SITE_NAME,
    version="1",
    description="Peer-support groups nearest to a place, with when they next meet.",
    urls_namespace="api",
    openapi_url="/openapi.json",
    docs_url="/docs",
)
_READ = ["GET", "HEAD"]
_YesOrNo = Annotated[bool, BeforeValidator(lambda value: str(value).strip() or False)]


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem_response(problem)


@api.exception_handler(ValidationError)
def _malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    parameter = str(error.errors[0]["loc"][-1])
    return problem_response(Problem(422, f"“{parameter}” has a value that cannot be used.", parameter))


@api.api_operation(
    _READ,
    "/groups",
    url_name="groups",
    openapi_extra={"parameters": openapi_parameters(), **openapi_responses(404, 422, 503)},
    summary="Search groups",
)
@kept_a_minute
def groups(request: HttpRequest) -> HttpResponse:
    """Groups by distance, or by name without a place; see docs/api.md."""
    results = search(_query(request), timezone.now())
    if results.problem == NOT_FOUND:
        raise Problem(404, NO_SUCH_PLACE, "near")
    if results.problem == UNAVAILABLE:
        raise Problem(503, NO_LOOKUP, "near")
    return _answer(results_json(results, request.GET))


@api.api_operation(_READ, "/groups/{slug}", url_name="group", summary="One group", openapi_extra=openapi_responses(404))
@kept_a_minute
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """A listed group with its schedule and next meeting."""
    # PostgreSQL refuses to compare with a NUL.
    found = None if "\0" in slug else Group.objects.listed().filter(slug=slug).first()
    now = timezone.now()
    card = cards_of([found.pk], now).get(found.pk) if found else None
    if found is None or card is None:
        raise Problem(404, "There is no listed group of that name.", "slug")
    hit = Hit(card, distance_km=None, next=next_meeting(card, now, wishes_of(Query())))
    return _answer(hit_json(hit, vocabulary()) | {"description": found.description})


@api.api_operation(
    _READ, "/places", url_name="places", summary="Places by name or code", openapi_extra=openapi_responses(422, 503)
)
@kept_a_minute
def places(request: HttpRequest, q: str = "", country: str = "", complete: _YesOrNo = False) -> HttpResponse:
    """Places that a text may mean, best first; with complete=1 places whose name begins like it."""
    country = country.strip().upper()
    if country and country not in countries:
        raise Problem(422, "Use a two-letter country code such as GB.", "country")
    find = chain.complete if complete else chain.lookup
    try:
        found = find(q, country)
    except LookupUnavailable:
        raise Problem(503, NO_LOOKUP, "q") from None
    return _answer([place_json(place) for place in found])


@api.api_operation(_READ, "/philosophies", url_name="philosophies", summary="Philosophies")
@kept_a_minute
def philosophies(request: HttpRequest) -> HttpResponse:
    """Every philosophy in the directory, by name."""
    return _answer(list(Philosophy.objects.values("slug", "name", "summary", "description", "read_more")))


@api.api_operation(_READ, "/fellowships", url_name="fellowships", summary="Fellowships")
@kept_a_minute
def fellowships(request: HttpRequest) -> HttpResponse:
    """Every fellowship in the directory, by name; we are affiliated with none of them."""
    fields = ["slug", "name", "abbreviation", "website", "summary", "for_whom", "concerns", "countries"]
    rows = Fellowship.objects.values(*fields, "philosophy__slug")
    return _answer([row | {"philosophy": row.pop("philosophy__slug")} for row in rows])


@api.api_operation(_READ, "/features", url_name="features", summary="Features")
@kept_a_minute
def features(request: HttpRequest) -> HttpResponse:
    """Every feature a search can ask for, with the parameter it belongs to and its codes in other formats."""
    return _answer(list(Feature.objects.values("slug", "name", "parameter", "description", "meeting_guide", "bmlt")))


def _query(request: HttpRequest) -> Query:
    form = form_for(request.GET)
    if not form.is_valid():
        parameter, errors = next(iter(form.errors.items()))
        raise Problem(422, str(errors[0]), parameter)
    return query_of(form.cleaned_data)


def _answer(data: Any) -> HttpResponse:
    return HttpResponse(json.dumps(data, ensure_ascii=False), content_type="application/json")

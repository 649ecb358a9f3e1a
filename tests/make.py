"""Makes listings for tests: only what a test says matters, everything else plain."""

import itertools
from datetime import time
from typing import Any

from groups.models import Feature, Fellowship, Group, Language, Meeting, Philosophy, Source
from groups.search import entries

_numbers = itertools.count(1)


def group(meetings: list[dict[str, Any]] | None = None, indexed: bool = True, **fields: Any) -> Group:
    """A listed group in Leeds unless told otherwise, with one weekly meeting unless told otherwise."""
    number = next(_numbers)
    point = {"latitude": 53.8, "longitude": -1.55, "precision": "exact", "locality": "Leeds", "country": "GB"}
    if fields.get("attendance") == "online" and "latitude" not in fields:
        point = {"join_link": "https://example.org/room"}
    if "latitude" in fields and fields["latitude"] is None:
        point |= {"precision": ""}
    defaults = {"name": f"Group {number}", "slug": f"group-{number}", "status": "listed", **point}
    features, languages = fields.pop("features", []), fields.pop("languages", [])
    made = Group.objects.create(**defaults | {"time_zone": "Europe/London"} | fields)
    made.features.set(feature(slug) for slug in features)
    made.languages.set(language(code) for code in languages)
    for row in [{}] if meetings is None else meetings:
        meeting(made, **row)
    if indexed:
        entries.rebuild([made.pk])
    return made


def meeting(of: Group, **fields: Any) -> Meeting:
    """A meeting of a group: Monday 19:00 for an hour unless told otherwise."""
    features, languages = fields.pop("features", []), fields.pop("languages", [])
    if isinstance(fields.get("starts_at"), str):
        fields["starts_at"] = time.fromisoformat(fields["starts_at"])
    defaults = {"weekday": 0, "starts_at": time(19), "attendance": of.attendance}
    made = Meeting.objects.create(group=of, **defaults | fields)
    made.features.set(feature(slug) for slug in features)
    made.languages.set(language(code) for code in languages)
    return made


def feature(slug: str, parameter: str = "for") -> Feature:
    """The feature of that slug; step-free and childcare are needs of access."""
    parameter = "access" if slug in ("step-free", "childcare") else parameter
    return Feature.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "parameter": parameter})[0]


def language(code: str) -> Language:
    """The language of that code."""
    return Language.objects.get_or_create(code=code, defaults={"name": code.upper()})[0]


def philosophy(slug: str = "12-step") -> Philosophy:
    """The philosophy of that slug."""
    return Philosophy.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "summary": slug})[0]


def fellowship(slug: str, abbreviation: str = "", of: str = "12-step") -> Fellowship:
    """The fellowship of that slug, of the philosophy `of`."""
    defaults = {
        "name": slug.replace("-", " ").title(),
        "abbreviation": abbreviation,
        "philosophy": philosophy(of),
    }
    return Fellowship.objects.get_or_create(slug=slug, defaults=defaults)[0]


def source(slug: str) -> Source:
    """The source of that slug."""
    return Source.objects.get_or_create(slug=slug)[0]

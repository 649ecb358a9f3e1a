"""A search, understood: the cleaned parameters as one plain object."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from groups.geo import KM_PER_MILE
from groups.search.filters import TAGGED

DEFAULT_LIMIT = 25
#: By unit.
DEFAULT_RADIUS = {"mi": 25.0, "km": 40.0}

#: Where roads are signed in miles (ISO 3166-1), territories included.
MILE_COUNTRIES = frozenset("GB US LR MM IM JE GG GI PR VI GU AS MP VG KY TC AI MS FK SH".split())


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asks for. `point` is (latitude, longitude) in degrees, rounded to 0.01°; `within` in `unit`."""

    near: str = ""
    point: tuple[float, float] | None = None
    country: str = ""
    within: float | None = None
    unit: str = ""
    tagged: dict[str, tuple[str, ...]] = field(default_factory=dict)
    when: str = ""
    zone: str = ""
    words: str = ""
    sort: str = "distance"
    limit: int = DEFAULT_LIMIT
    page: int = 1
    as_of: datetime | None = None

    def unit_for(self, country: str) -> str:
        """mi or km: as asked, else by the country of the place, else km."""
        return self.unit or ("mi" if country in MILE_COUNTRIES else "km")

    def radius_km(self, unit: str) -> float:
        """The radius in kilometres, given the unit the numbers of this search are in."""
        radius = self.within or DEFAULT_RADIUS[unit]
        return radius * KM_PER_MILE if unit == "mi" else radius


def query_of(cleaned: dict[str, Any]) -> Query:
    """The query of a valid form's `cleaned_data`."""
    point = None
    if cleaned.get("lat") is not None and cleaned.get("lon") is not None:
        # Two decimals are about a kilometre: near enough for "nearest", too coarse for a front door.
        point = (round(cleaned["lat"], 2), round(cleaned["lon"], 2))
    return Query(
        near=cleaned.get("near") or "",
        point=point,
        country=cleaned.get("country") or "",
        within=cleaned.get("within"),
        unit=cleaned.get("unit") or "",
        tagged={name: tuple(cleaned[name]) for name in TAGGED if cleaned.get(name)},
        when=cleaned.get("when") or "",
        zone=cleaned.get("zone") or "",
        words=cleaned.get("q") or "",
        sort=cleaned.get("sort") or "distance",
        limit=cleaned.get("limit") or DEFAULT_LIMIT,
        page=cleaned.get("page") or 1,
        as_of=cleaned.get("as_of"),
    )

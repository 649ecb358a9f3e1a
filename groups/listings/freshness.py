"""How fresh the directory is: the share of listed groups confirmed within 90 days, by source and by country."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q

from groups.models import Group, Source

#: As often as organisers are asked.
WITHIN = timedelta(days=90)


class Share(NamedTuple):
    """Of `listed` groups `fresh` were confirmed within the time; `name` is a source or an ISO country code."""

    name: str
    fresh: int
    listed: int

    @property
    def percent(self) -> float:
        """The share in percent with one decimal; 0.0 of nothing."""
        return round(100 * self.fresh / self.listed, 1) if self.listed else 0.0


class Freshness(NamedTuple):
    """The whole directory, and the same by source and by country, the largest first."""

    at: datetime
    whole: Share
    by_source: list[Share]
    by_country: list[Share]


def measure(now: datetime) -> Freshness:
    """How fresh the listed groups are at `now` (aware). Invented examples count for nothing.

    A feed confirms what it vouches for whenever it is read, as cards say. One query adds up source and country
    together; a million groups are a few hundred rows of it. An index holds every column it asks for, so that no
    listing itself is read: ask for another, and the report takes fifty times as long.
    """
    by_feed = Q(confirmed_by=Group.ConfirmedBy.FEED, source__last_run_at__gte=now - WITHIN)
    fresh = Count("country", filter=Q(confirmed_at__gte=now - WITHIN) | by_feed)
    cells = Group.objects.listed().exclude(source__in=Source.objects.filter(is_example=True)).order_by()
    rows = list(cells.values_list("source_id", "country").annotate(fresh=fresh, all=Count("*")))
    names = {source.pk: source.name or source.slug for source in Source.objects.only("name", "slug")}
    by_source = _added((names.get(source, "organisers"), new, total) for source, _, new, total in rows)
    by_country = _added((country, new, total) for _, country, new, total in rows)
    whole = Share("", sum(row.fresh for row in by_source), sum(row.listed for row in by_source))
    return Freshness(now, whole, by_source, by_country)


def as_json(found: Freshness) -> dict[str, Any]:
    """The report as plain data: shares in percent, the instant in ISO 8601."""
    return {
        "at": found.at.isoformat(),
        "within_days": WITHIN.days,
        "whole": _plain(found.whole),
        "by_source": [{"source": one.name, **_plain(one)} for one in found.by_source],
        "by_country": [{"country": one.name, **_plain(one)} for one in found.by_country],
    }


def _plain(share: Share) -> dict[str, Any]:
    return {"listed": share.listed, "fresh": share.fresh, "percent": share.percent}


def _added(cells: Any) -> list[Share]:
    sums: dict[str, list[int]] = {}
    for name, fresh, listed in cells:
        own = sums.setdefault(name, [0, 0])
        own[0], own[1] = own[0] + fresh, own[1] + listed
    return sorted((Share(name, *own) for name, own in sums.items()), key=lambda one: (-one.listed, one.name))

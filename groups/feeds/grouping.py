"""Rows into groups: which rows are one group at one place, and what that group then is.

Where the feed's own groups are groups, a group is that at one place; elsewhere it is a name at one place. A
feed may put a district number where others put the group, so its groups are believed only if they stand still
like one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from groups.feeds.draft import Row
from groups.geo import distance_km
from groups.text import fold

#: Two points this close with one name are one place: feeds differ in the spelling of an address.
SAME_PLACE_KM = 0.15
_PLACES_OF_A_GROUP = 3
_ROWS_TO_JUDGE = 3
_WANDERING_SHARE = 0.2
_CODE_NOT_NAME = re.compile(
    r"[\W\d]*|\W*(?:d|dist(?:rict)?|area|zone|region|section)\W*\d+\s*(?:[/,;(#-].*)?|\W*gso\b.*", re.IGNORECASE
)

Cluster = list[Row]


def cluster_rows(rows: Iterable[Row]) -> list[tuple[str, Cluster]]:
    """(source key, rows) of each group, in the order of their first rows. The key is "name|place", folded."""
    rows = list(rows)
    named = groups_are_real(rows)
    buckets: dict[str, list[Cluster]] = defaultdict(list)
    homeless: list[tuple[str, Row]] = []
    for row in rows:
        bucket = _bucket(row, named)
        if named and _is_group(row) and _without_venue(row):
            homeless.append((bucket, row))
        else:
            _join(buckets[bucket], row)
    for bucket, row in homeless:
        # Online rows of a real group belong to it wherever it meets, if that is one place.
        if len(buckets[bucket]) == 1 and buckets[bucket][0][0].zone == row.zone:
            buckets[bucket][0].append(row)
        else:
            _join(buckets[bucket], row)
    found = [(_source_key(bucket, cluster), cluster) for bucket, all_of in buckets.items() for cluster in all_of]
    for _, cluster in found:
        cluster.sort(key=lambda row: row.record.row)
    return sorted(found, key=lambda pair: pair[1][0].record.row)


def groups_are_real(rows: list[Row]) -> bool:
    """Whether the feed's own groups vary as names do: few of them are spread over more than three places."""
    places: dict[str, set[str]] = defaultdict(set)
    size: Counter[str] = Counter()
    for row in rows:
        if row.record.group_name or row.record.group_id:
            own = row.record.group_id or fold(row.record.group_name)
            size[own] += 1
            if row.venue_known:
                places[own].add(_address_key(row))
    judged = [own for own in size if size[own] >= _ROWS_TO_JUDGE]
    wandering = sum(size[own] for own in judged if len(places[own]) > _PLACES_OF_A_GROUP)
    return wandering <= _WANDERING_SHARE * sum(size[own] for own in judged)


def is_group_name(row: Row, named: bool) -> bool:
    """Whether the row's own group is a group with a name, given what `groups_are_real` says of the feed."""
    return named and _is_group(row) and bool(row.record.group_name)


def _is_group(row: Row) -> bool:
    name = row.record.group_name
    return not _CODE_NOT_NAME.fullmatch(name) if name else bool(row.record.group_id)


def _bucket(row: Row, named: bool) -> str:
    if named and _is_group(row):
        return f"group {row.record.group_id or fold(row.record.group_name)}"[:140]
    return fold(row.record.name)[:140] or row.record.name[:140]


def _without_venue(row: Row) -> bool:
    return row.record.attendance == "online" and not row.venue_known


def _join(clusters: list[Cluster], row: Row) -> None:
    for cluster in clusters:
        if _same_place(cluster[0], row):
            cluster.append(row)
            return
    clusters.append([row])


def _same_place(first: Row, row: Row) -> bool:
    if first.zone != row.zone:
        return False
    if _place_key(first) == _place_key(row):
        return True
    if not (first.venue_known and row.venue_known and first.spot and row.spot):
        return False
    if first.spot.precision != "exact" or row.spot.precision != "exact":
        return False
    a, b = first.spot, row.spot
    return distance_km(a.latitude, a.longitude, b.latitude, b.longitude) <= SAME_PLACE_KM


def _place_key(row: Row) -> str:
    if _without_venue(row):
        # Two rooms of one common name ("Just for Today") are told apart by the link that leads there.
        return "online " + row.record.join_url.split("?")[0].removeprefix("https://").lower()
    return _address_key(row)


def _address_key(row: Row) -> str:
    address = row.address
    street = fold(address.street) or fold(row.record.venue)
    return f"{street}, {fold(address.locality or address.postal_code or address.region)}"


def _source_key(bucket: str, cluster: Cluster) -> str:
    return f"{bucket}|{_place_key(cluster[0])}"[:300]

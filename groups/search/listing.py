"""A listed group read whole, once: what its search entries and its card are made of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Model

from groups.models import Feature, Group, Language, Meeting


class Facts(NamedTuple):
    """What a filter may ask of one meeting besides its time: attendance, feature slugs and language codes."""

    attendance: str
    features: frozenset[str]
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Listing:
    """A group, its own facts, and each of its meetings with its facts, the group's included.

    `parameters` tells for each feature slug which filter it belongs to.
    """

    group: Group
    own: Facts
    meetings: tuple[tuple[Meeting, Facts], ...]
    parameters: dict[str, str]


def listings_of(group_ids: Sequence[int]) -> list[Listing]:
    """The listed groups among these, in order of id, read with eight queries whatever their number.

    The many-to-many tables are read as plain pairs of ids: as model instances they took most of an import's time.
    """
    groups = list(
        Group.objects.listed()
        .filter(id__in=group_ids)
        .order_by("id")
        .select_related("fellowship__philosophy", "philosophy", "source")
    )
    meetings: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in Meeting.objects.filter(group__in=groups).order_by("weekday", "starts_at", "id"):
        meetings[meeting.group_id].append(meeting)
    meeting_ids = [meeting.pk for rows in meetings.values() for meeting in rows]
    features = dict(Feature.objects.values_list("id", "slug"))
    languages = dict(Language.objects.values_list("id", "code"))
    parameters = dict(Feature.objects.values_list("slug", "parameter"))
    read = _Related(features, languages)
    of_groups = read.pairs(Group, "group_id", [group.pk for group in groups])
    of_meetings = read.pairs(Meeting, "meeting_id", meeting_ids)
    return [_listing(group, meetings[group.pk], of_groups, of_meetings, parameters) for group in groups]


_Pair = tuple[frozenset[str], frozenset[str]]


class _Related(NamedTuple):
    """Names of features and languages by id, and the reading of who has which."""

    features: dict[int, str]
    languages: dict[int, str]

    def pairs(self, owner: Any, column: str, ids: Sequence[int]) -> dict[int, _Pair]:
        """(feature slugs, language codes) by the id of their owner."""
        features = _names(owner.features.through, column, "feature_id", ids, self.features)
        languages = _names(owner.languages.through, column, "language_id", ids, self.languages)
        return {i: (frozenset(features[i]), frozenset(languages[i])) for i in ids}


def _names(
    through: type[Model], column: str, other: str, ids: Sequence[int], names: dict[int, str]
) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = through._default_manager.filter(**{f"{column}__in": ids}).values_list(column, other)
    for owner_id, other_id in rows:
        found[owner_id].append(names[other_id])
    return found


def _listing(
    group: Group,
    meetings: list[Meeting],
    of_groups: dict[int, _Pair],
    of_meetings: dict[int, _Pair],
    parameters: dict[str, str],
) -> Listing:
    features, languages = of_groups[group.pk]
    whole = tuple(
        (row, Facts(row.attendance, features | of_meetings[row.pk][0], languages | of_meetings[row.pk][1]))
        for row in meetings
    )
    return Listing(group, Facts(group.attendance, features, languages), whole, parameters)

"""Listings that are probably the same group: alike by name and venue, at the same place, on the same day and time."""

from rapidfuzz import fuzz

from groups.geo import chord_of_km, distance_km, unit_vector
from groups.models import Group
from groups.search.nearest.backend import backend
from groups.search.nearest.criteria import Criteria, Term
from groups.sheet import Sheet
from groups.text import fold, words

#: The point of a confidential venue is rounded to about a kilometre: everything so near is compared.
_NEAR_KM = 1.5
_SAME_PLACE_KM = 0.15
_MOST = 200
_ALIKE = 85
_SAME_START_MINUTES = 15


def probable(sheet: Sheet, besides: int = 0, limit: int = 3) -> list[Group]:
    """Listed groups that a sheet probably repeats, most alike first; never the group `besides`."""
    found = Group.objects.listed().filter(pk__in=_candidates(sheet)).exclude(pk=besides).prefetch_related("meetings")
    scored = [(_likeness(sheet, group), group) for group in found if _may_be_same(sheet, group)]
    alike = sorted(((score, group.pk, group) for score, group in scored if score >= _ALIKE), reverse=True)
    return [group for *_, group in alike[:limit]]


def _candidates(sheet: Sheet) -> list[int]:
    if sheet["latitude"] is not None and sheet["longitude"] is not None:
        origin = unit_vector(sheet["latitude"], sheet["longitude"])
        near = backend().nearest(origin, Criteria(located=True), _MOST, chord_of_km(_NEAR_KM))
        return [one.group_id for one in near]
    terms = tuple(Term(word) for word in dict.fromkeys(words(sheet["name"])[:6]))
    return backend().by_name(Criteria(terms=terms), 0, _MOST) if terms else []


def _may_be_same(sheet: Sheet, group: Group) -> bool:
    """Whether place and time do not speak against it: what one of the two does not say speaks against nothing."""
    if sheet["join_link"] and sheet["join_link"] == group.join_link:
        return True
    return _same_place(sheet, group) and _same_time(sheet, group)


def _same_place(sheet: Sheet, group: Group) -> bool:
    if sheet["latitude"] is None or group.public_point is None:
        return fold(sheet["locality"]) == fold(group.locality)
    km = distance_km(sheet["latitude"], sheet["longitude"], *group.public_point)
    exact = {sheet["precision"], group.precision} <= {"exact", "street"} and not _is_hidden(group)
    return km <= (_SAME_PLACE_KM if exact else _NEAR_KM)


def _same_time(sheet: Sheet, group: Group) -> bool:
    mine = [(row["weekday"], _minutes(row["starts_at"])) for row in sheet["meetings"]]
    theirs = [(row.weekday, row.starts_at.hour * 60 + row.starts_at.minute) for row in group.meetings.all()]
    if not mine or not theirs:
        return True
    return any(day == other and abs(at - then) <= _SAME_START_MINUTES for day, at in mine for other, then in theirs)


def _minutes(starts_at: str) -> int:
    return int(starts_at[:2]) * 60 + int(starts_at[3:5])


def _likeness(sheet: Sheet, group: Group) -> float:
    venue = "" if _is_hidden(group) else group.venue
    return fuzz.token_set_ratio(fold(f"{sheet['name']} {sheet['venue']}"), fold(f"{group.name} {venue}"))


def _is_hidden(group: Group) -> bool:
    """Whether its door is confidential: then only what is public is compared, or trying places would find it."""
    return group.public_location == Group.PublicLocation.AREA

"""What a moderator should look at in a proposal: codes with sentences, their weight in the queue, and what is small.

Risk never rejects anything by itself: it orders the queue, and says which edits a trusted organiser publishes at once.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Q

from groups.geo import distance_km
from groups.listings import duplicates, signs
from groups.models import Fellowship, Organiser, PaidProvider, Proposal
from groups.places.chain import gazetteer
from groups.places.place import LookupUnavailable
from groups.sheet import Difference, Sheet, differences, empty

#: A point further than this from the town it claims is looked at.
FAR_KM = 25.0
_LINKS = ("join_link", "website")
_TEXTS = tuple(
    "name description who_may_come cost venue address locality region postal_code opening_hours host_centre visits "
    "area_served training run_by moderation join_notes dial_in phone first_visit_note helpers_requirement".split()
)
_PLACE = frozenset(
    "venue address locality region postal_code country latitude longitude precision public_location".split()
)
#: Fields whose change is small as long as nothing else is flagged in it.
_SMALL = frozenset(
    "description who_may_come opening_hours opening always_open by_appointment visits join_notes dial_in "
    "first_visit_note helpers_welcome helpers_requirement inactive inactive_from inactive_until features languages "
    "meetings".split()
)


class Flag(NamedTuple):
    """A reason to look: how much it weighs in the queue, and the sentence a moderator reads."""

    weight: int
    sentence: str


FLAGS: dict[str, Flag] = {
    "paid_provider": Flag(50, "Its phone or a link belongs to a paid treatment provider."),
    "look_alike": Flag(40, "A link looks like a well-known site, but is not that site."),
    "odd_link": Flag(40, "A link hides where it leads."),
    "odd_letters": Flag(30, "A text holds hidden characters or words of mixed alphabets."),
    "selling": Flag(30, "It uses the words with which paid treatment is sold."),
    "shortener": Flag(30, "A link goes through a link shortener."),
    "duplicate": Flag(25, "It is probably listed already."),
    "far": Flag(20, "The point is more than 25 km from the town it names."),
    "link_host": Flag(15, "A link leads to another site than before."),
    "link_in_text": Flag(10, "A text holds a web address."),
    "name": Flag(10, "The name changed."),
    "place": Flag(10, "The place changed."),
    "phone_country": Flag(10, "The phone number is of another country."),
    "contact": Flag(5, "How to reach the group changed."),
    "nature": Flag(5, "What the group is, or who runs it, changed."),
    "new": Flag(5, "It is a new listing."),
    "new_organiser": Flag(5, "Nothing of this organiser was approved before."),
}


def judge(before: Sheet | None, after: Sheet, organiser: Organiser | None, group_id: int = 0) -> list[str]:
    """The codes of `FLAGS` that hold for a listing as proposed (`before` None: it is new), heaviest first.

    What was there before and did not change is not flagged again, but for a paid provider's phone or link.
    """
    found = {code for code, holds in _checks(before, after, group_id) if holds}
    changed = differences(before, after) if before else []
    found |= {code for one in changed if (code := _what_changed(one))}
    if before is None or not is_small(changed):
        found |= {"new_organiser"} if _is_new(organiser) else set()
    return sorted(found, key=lambda code: (-FLAGS[code].weight, code))


def weight(codes: Iterable[str]) -> int:
    """The sum of what the codes weigh; 0 is safe."""
    return sum(FLAGS[code].weight for code in codes if code in FLAGS)


def sentences(codes: Iterable[str]) -> list[str]:
    """What a moderator reads of these codes. That it is new is not among them: its kind says so."""
    return [FLAGS[code].sentence for code in codes if code in FLAGS and code != "new"]


def is_small(changed: Iterable[Difference]) -> bool:
    """Whether differences touch only times, notes and the like; a new link host, name or place is never small."""
    return all(_is_small(one) for one in changed)


def paid_providers(sheet: Sheet) -> list[PaidProvider]:
    """The paid providers to whom a phone or a link of the listing belongs, in its fields or in its texts."""
    texts = "\n".join(sheet[name] for name in _TEXTS)
    hosts = {signs.host_of(sheet[name]) for name in _LINKS} | signs.hosts_in(texts)
    hosts |= {signs.host_of(f"https://{sheet['email'].rpartition('@')[2]}")}
    numbers = {signs.e164(sheet["phone"], sheet["country"])} | signs.numbers_in(texts, sheet["country"])
    parents = {parent for host in hosts for parent in signs.parents(host)}
    known = Q(host__in=parents - {""}) | Q(phone__in=numbers - {""})
    return list(PaidProvider.objects.filter(known))


def lacks_owner_or_cost(sheet: Sheet) -> bool:
    """Whether a listing that leads to a paid provider does not say who owns it and what it costs."""
    return not (sheet["run_by"].strip() and sheet["cost"].strip()) and bool(paid_providers(sheet))


def km_from_town(sheet: Sheet) -> float | None:
    """Kilometres from the point to the nearest town of the name it claims, in its country; None where not known."""
    if sheet["latitude"] is None or not sheet["locality"]:
        return None
    named = ", ".join(part for part in (sheet["locality"], sheet["region"]) if part)
    try:
        found = gazetteer().find(named, sheet["country"]) or gazetteer().find(sheet["locality"], sheet["country"])
    except LookupUnavailable:
        return None
    towns = [place for place in found if not sheet["country"] or place.country == sheet["country"]]
    point = sheet["latitude"], sheet["longitude"]
    return min((distance_km(*point, town.latitude, town.longitude) for town in towns), default=None)


def _checks(before: Sheet | None, after: Sheet, group_id: int) -> Iterable[tuple[str, bool]]:
    old = before or empty()
    texts = "\n".join(after[name] for name in _TEXTS if after[name] != old[name])
    texts += "\n".join(f"{row['name']}\n{row['notes']}" for row in after["meetings"] if row not in old["meetings"])
    links = [after[name] for name in _LINKS if after[name] and after[name] != old[name]]
    hosts = {signs.host_of(link) for link in links} | signs.hosts_in(texts)
    moved = before is None or any(old[name] != after[name] for name in _PLACE)
    yield "new", before is None
    yield "paid_provider", bool(paid_providers(after))
    yield "look_alike", any(signs.looks_like(host, _fellowship_hosts()) for host in hosts)
    yield "odd_link", any(signs.is_odd_link(link) for link in links)
    yield "shortener", bool({parent for host in hosts for parent in signs.parents(host)} & signs.SHORTENERS)
    yield "odd_letters", signs.has_odd_letters(texts)
    yield "selling", signs.sells_treatment(texts)
    yield "link_in_text", bool(signs.hosts_in(texts))
    yield "far", moved and (km_from_town(after) or 0.0) > FAR_KM
    yield "duplicate", (moved or old["name"] != after["name"]) and bool(duplicates.probable(after, group_id))
    yield "phone_country", _is_foreign(after["phone"], after["country"])


def _what_changed(one: Difference) -> str:
    """The code of a difference that is not small; "" for one that is."""
    if _is_small(one):
        return ""
    if one.field in _LINKS:
        return "link_host"
    if one.field in ("phone", "email"):
        return "contact"
    return "name" if one.field == "name" else "place" if one.field in _PLACE else "nature"


def _is_small(one: Difference) -> bool:
    if one.field in _LINKS:
        return not one.after or signs.host_of(one.after) == signs.host_of(one.before or "")
    if one.field == "phone":
        code = signs.calling_code(one.after, "")
        return not one.after or (code is not None and code == signs.calling_code(one.before or "", ""))
    if one.field == "meetings":
        return _ways(one.before) >= _ways(one.after)
    return one.field in _SMALL


def _ways(meetings: Any) -> set[str]:
    """The ways to attend: a meeting that moves online is not only another time."""
    return {row["attendance"] for row in meetings or []}


def _is_foreign(phone: str, country: str) -> bool:
    code = signs.calling_code(phone, country) if phone else None
    home = signs.home_code(country)
    return bool(code and home and code != home)


def _is_new(organiser: Organiser | None) -> bool:
    approved = Proposal.objects.filter(organiser=organiser, state=Proposal.State.APPROVED)
    return organiser is None or not (organiser.trusted or approved.exists())


def _fellowship_hosts() -> set[str]:
    return {signs.host_of(site) for site in Fellowship.objects.values_list("website", flat=True)}

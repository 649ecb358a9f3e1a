"""An invented directory of a fixed seed as plain data, and what a search of it must find, worked out the slow way.

Nothing here asks the product: distances are geopy's, local times dateutil's, and every rule is written out again from
docs/api.md, group by group and meeting by meeting.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from dateutil import tz
from geopy.distance import great_circle

from groups.models import Group, Meeting
from groups.search import entries
from tests import make

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = {"morning": range(4, 12), "afternoon": range(12, 17), "evening": range(17, 21)}
FELLOWSHIPS = {"aa": "12-step", "smart": "secular", "dharma": "buddhist"}
FEATURES = {
    "for": ("open", "closed", "women", "men"),
    "access": ("step-free", "childcare", "sign-language"),
    "style": ("book-study", "meditation"),
}
ZONES = ("Europe/London", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "Australia/Lord_Howe")
LEEDS = (53.8, -1.55)


@dataclass
class PlainMeeting:
    weekday: int
    at: time
    minutes: int
    attendance: str
    features: frozenset[str]
    languages: frozenset[str]

    @property
    def part(self) -> str:
        return next((name for name, hours in HOURS.items() if self.at.hour in hours), "night")


@dataclass
class PlainGroup:
    id: int
    name: str
    kind: str
    facilitation: str
    fellowship: str | None
    philosophy: str | None
    attendance: str
    point: tuple[float, float] | None
    zone: str
    inactive: bool
    always_open: bool
    features: frozenset[str]
    languages: frozenset[str]
    helpers_welcome: bool | None = None
    meetings: list[PlainMeeting] = field(default_factory=list)

    @property
    def join_link(self) -> str:
        return "https://example.org/room" if self.id % 2 else ""


def invent(seed: int, count: int = 150) -> list[PlainGroup]:
    """Plain groups, most of them around Leeds, some far away, some online alone."""
    chance = random.Random(seed)
    return [_group(chance, number) for number in range(1, count + 1)]


def _group(chance: random.Random, number: int) -> PlainGroup:
    attendance = chance.choice(["in_person", "in_person", "hybrid", "online"])
    fellowship = chance.choice([None, *FELLOWSHIPS])
    own = chance.choice([None, None, *set(FELLOWSHIPS.values())])
    group = PlainGroup(
        id=number,
        name=f"{chance.choice(['Ångström', 'angel', 'Hope', 'hope', 'Éclair', 'zeal'])} {chance.randint(1, 60)}",
        kind=chance.choice(["meeting", "meeting", "cafe", "aftercare"]),
        facilitation=chance.choice(["peer", "trained_peer", "professional"]),
        fellowship=fellowship,
        philosophy=own or FELLOWSHIPS.get(fellowship or ""),
        attendance=attendance,
        point=None if attendance == "online" else _point(chance),
        zone=chance.choice(ZONES),
        inactive=chance.random() < 0.1,
        always_open=chance.random() < 0.05,
        features=_some(chance, [f for kind in FEATURES.values() for f in kind], 2),
        languages=_some(chance, ["en", "es", "pl"], 1),
    )
    # A dice of its own: the groups stay the ones they were.
    group.helpers_welcome = random.Random(number).choice([True, False, None])
    group.meetings = [_meeting(chance, group) for _ in range(chance.choice([0, 1, 1, 2, 3, 6]))]
    return group


def _point(chance: random.Random) -> tuple[float, float]:
    if chance.random() < 0.2:
        return chance.uniform(-89, 89), chance.uniform(-180, 180)
    if chance.random() < 0.15:
        return 53.85, -1.6
    return LEEDS[0] + chance.gauss(0, 0.4), LEEDS[1] + chance.gauss(0, 0.6)


def _meeting(chance: random.Random, group: PlainGroup) -> PlainMeeting:
    ways = ["in_person", "online", "hybrid"] if group.attendance == "hybrid" else [group.attendance]
    more = _some(chance, [f for kind in FEATURES.values() for f in kind], 3)
    return PlainMeeting(
        weekday=chance.randrange(7),
        at=time(chance.randrange(24), chance.choice([0, 30])),
        minutes=chance.choice([60, 90, 180]),
        attendance=chance.choice(ways),
        features=group.features | more,
        languages=group.languages | _some(chance, ["en", "es", "pl"], 1),
    )


def _some(chance: random.Random, values: list[str], most: int) -> frozenset[str]:
    return frozenset(chance.sample(values, chance.randint(0, most)))


def store(world: list[PlainGroup]) -> None:
    """Put the plain groups into the database under their own ids, and index them."""
    parameter_of = {slug: parameter for parameter, slugs in FEATURES.items() for slug in slugs}
    features = {slug: make.feature(slug, parameter).pk for slug, parameter in parameter_of.items()}
    languages = {code: make.language(code).pk for code in ("en", "es", "pl")}
    fellowships = {slug: make.fellowship(slug, slug.upper(), of) for slug, of in FELLOWSHIPS.items()}
    Group.objects.bulk_create(_row(plain, fellowships) for plain in world)
    _link(Group, "group_id", [(g.id, g) for g in world], features, languages)
    meetings = [(g, m) for g in world for m in g.meetings]
    rows = Meeting.objects.bulk_create(
        Meeting(group_id=g.id, weekday=m.weekday, starts_at=m.at, duration_minutes=m.minutes, attendance=m.attendance)
        for g, m in meetings
    )
    _link(Meeting, "meeting_id", [(row.pk, m) for row, (_, m) in zip(rows, meetings, strict=True)], features, languages)
    entries.rebuild(g.id for g in world)


def _row(plain: PlainGroup, fellowships: dict) -> Group:
    latitude, longitude = plain.point or (None, None)
    return Group(
        id=plain.id,
        slug=f"g{plain.id}",
        name=plain.name,
        status="listed",
        kind=plain.kind,
        facilitation=plain.facilitation,
        fellowship=fellowships[plain.fellowship] if plain.fellowship else None,
        philosophy=make.philosophy(plain.philosophy) if plain.philosophy else None,
        attendance=plain.attendance,
        latitude=latitude,
        longitude=longitude,
        precision="exact" if plain.point else "",
        time_zone=plain.zone,
        inactive=plain.inactive,
        always_open=plain.always_open,
        helpers_welcome=plain.helpers_welcome,
        join_link=plain.join_link,
    )


def _link(model, key, owners, features, languages) -> None:
    for name, known in (("features", features), ("languages", languages)):
        through = getattr(model, name).through
        column = "feature_id" if name == "features" else "language_id"
        through.objects.bulk_create(
            through(**{key: pk, column: known[value]}) for pk, plain in owners for value in getattr(plain, name)
        )


def facts(group: PlainGroup, meeting: PlainMeeting | None) -> dict[str, set[str]]:
    """What a filter may ask of one meeting of a group (of the group alone where it has none), by parameter."""
    own = meeting or group
    return {
        "kind": {group.kind},
        "facilitation": {group.facilitation},
        "fellowship": {group.fellowship} - {None},
        "philosophy": {group.philosophy} - {None},
        "attendance": {"in_person", "online", "hybrid"} if own.attendance == "hybrid" else {own.attendance},
        "language": set(own.languages),
        "helpers": {"welcome"} if group.helpers_welcome else set(),
        "day": {DAYS[meeting.weekday]} if meeting else set(),
        "time": {meeting.part} if meeting else set(),
        **{parameter: set(own.features) & set(slugs) for parameter, slugs in FEATURES.items()},
    }


def one_meeting_fits(group: PlainGroup, asked: dict[str, list[str]]) -> bool:
    """Whether one single meeting meets all that is asked: any value of each parameter, but every need of access."""
    return bool(fitting(group, asked))


def fitting(group: PlainGroup, asked: dict[str, list[str]]) -> list[dict[str, set[str]]]:
    candidates = [facts(group, meeting) for meeting in group.meetings or [None]]
    return [own for own in candidates if all(_met(own[name], name, values) for name, values in asked.items())]


def _met(own: set[str], name: str, values: list[str]) -> bool:
    return set(values) <= own if name == "access" else bool(set(values) & own)


def km(group: PlainGroup, origin: tuple[float, float] = LEEDS) -> float:
    return great_circle(origin, group.point).km


def nearest(
    world: list[PlainGroup], asked: dict[str, list[str]], within_km: float, origin: tuple[float, float] = LEEDS
) -> list[int]:
    """Ids within the radius, nearest first, ties by id; where there are none, of all, however far."""
    found = [g for g in world if g.point and one_meeting_fits(g, asked)]
    near = [g for g in found if km(g, origin) <= within_km] or found
    return [g.id for g in sorted(near, key=lambda g: (round(km(g, origin), 9), g.id))]


def counts(groups: list[PlainGroup], asked: dict[str, list[str]], parameter: str) -> Counter[str]:
    """How many of these groups each value of a parameter would leave, its own filter left out."""
    others = {name: values for name, values in asked.items() if name != parameter}
    found: Counter[str] = Counter()
    for group in groups:
        found.update({value for own in fitting(group, others) for value in own[parameter]})
    return found


def occurrences(group: PlainGroup, meeting: PlainMeeting, now: datetime) -> list[tuple[datetime, datetime]]:
    """(start, end) of a meeting in the days around `now`, as instants."""
    zone = tz.gettz(group.zone)
    today = now.astimezone(zone).date()
    days = [today + timedelta(days=offset) for offset in range(-2, 15)]
    starts = [
        tz.resolve_imaginary(datetime.combine(day, meeting.at, tzinfo=zone)).astimezone(tz.UTC)
        for day in days
        if day.weekday() == meeting.weekday
    ]
    return [(start, start + timedelta(minutes=meeting.minutes)) for start in starts]


def next_start(group: PlainGroup, now: datetime) -> datetime | None:
    """When the meeting starts that is on now or comes next; None for a group that is paused or has none."""
    upcoming = [s for m in group.meetings for s, end in occurrences(group, m, now) if end > now]
    return None if group.inactive else min(upcoming, default=None)

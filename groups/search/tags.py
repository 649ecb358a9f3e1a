"""Tags: the small integers that stand for "this parameter has this value" in the search index.

They are handed out once and never change or vanish, so each process may remember them for good.
"""

from collections.abc import Iterable

from django.db import transaction

from groups import schedule
from groups.models import SearchTag

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: The parameter of a weekday × part-of-day pair, such as "tue-evening"; it has no filter of its own.
SLOT = "slot"
#: The value of `helpers` for a group that is looking for people who give back.
WELCOME = "welcome"

TagName = tuple[str, str]
# Beyond the control characters, and two bytes each up to tag 1,791.
_FIRST_LETTER = 0x100
_known: dict[TagName, int] = {}
_names: dict[int, TagName] = {}


def ids(pairs: Iterable[TagName]) -> dict[TagName, int]:
    """The tag of each (parameter, value), made where it is new. Writes: call it inside a transaction."""
    wanted = set(pairs)
    if not wanted - _known.keys():
        return {pair: _known[pair] for pair in wanted}
    have = _stored()
    new = sorted(wanted - have.keys())
    if new:
        SearchTag.objects.bulk_create((SearchTag(parameter=p, value=v) for p, v in new), ignore_conflicts=True)
        have = _stored()
    # Remembered only once committed: after a rollback the same number may come to mean something else.
    transaction.on_commit(_load)
    return {pair: have[pair] for pair in wanted}


def known(parameter: str, value: str) -> int | None:
    """The tag of a value somebody searches for; None where no listing has ever had it."""
    return next(iter(all_known(parameter, (value,))), None)


def all_known(parameter: str, values: Iterable[str]) -> list[int]:
    """The tags of values somebody searches for, in order; one that no listing has ever had adds none."""
    pairs = [(parameter, value) for value in values]
    # Read again once for all of them: a search for thirty fellowships may name twenty that have no group yet.
    if any(pair not in _known for pair in pairs):
        _load()
    return sorted(_known[pair] for pair in pairs if pair in _known)


def name(tag: int) -> TagName:
    """(parameter, value) of a tag; raises KeyError for a number that was never handed out."""
    if tag not in _names:
        _load()
    return _names[tag]


def letters(tags: Iterable[int]) -> str:
    """The tags as text, one letter for each: a thousand rows are then counted in one go over one string.

    Numbers in a list would have to be written out by the database, sent, cut and read, for each row.
    """
    return "".join(chr(_FIRST_LETTER + tag) for tag in tags)


def name_of_letter(letter: str) -> TagName:
    """(parameter, value) of a tag's letter; raises KeyError for one that was never handed out."""
    return name(ord(letter) - _FIRST_LETTER)


def forget() -> None:
    """Drop what this process remembers: for tests, whose tables are rolled back."""
    _known.clear()
    _names.clear()


def slot(weekday: int, part: str) -> str:
    """The value of a weekday (0 = Monday) and part of day, such as "tue-evening"."""
    return f"{DAYS[weekday]}-{part}"


def every_slot() -> list[str]:
    """The 28 weekday × part-of-day values, Monday morning first."""
    return [slot(weekday, part) for weekday in range(7) for part in schedule.PARTS_OF_DAY]


def _stored() -> dict[TagName, int]:
    return {(p, v): tag for tag, p, v in SearchTag.objects.values_list("id", "parameter", "value")}


def _load() -> None:
    for pair, tag in _stored().items():
        _known[pair] = tag
        _names[tag] = pair

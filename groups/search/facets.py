"""How many groups each choice of each filter would leave: the numbers behind the choices."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from groups import schedule
from groups.language import by_name
from groups.search import tags
from groups.search.filters import TAGGED
from groups.search.nearest.criteria import Row
from groups.search.tags import DAYS
from groups.search.vocabulary import Vocabulary

#: Counts look at the nearest so many entries; a count that reaches this is shown with a plus.
COUNTED = 10_000


class Choice(NamedTuple):
    """One value of a filter, and how many groups have it."""

    value: str
    label: str
    # The name of the API's contract; nobody counts in this tuple.
    count: int  # type: ignore[assignment]


Facets = dict[str, list[Choice]]
Counts = dict[str, dict[str, int]]
#: Entries that match with one parameter's own filter left out ("" leaves out none).
RowsWithout = Callable[[str], list[Row]]


def facets(rows_without: RowsWithout, asked: dict[str, tuple[str, ...]], vocabulary: Vocabulary) -> Facets:
    """For each filter its choices, each counted without that filter's own choice; the commonest first.

    Days and times of day keep their natural order. What is chosen stays listed even at 0, so that it can be undone.
    """
    open_counts = _by_parameter(_count(rows_without("")))
    found: Facets = {}
    for parameter in TAGGED:
        if parameter in asked:
            counts = _own_counts(rows_without(parameter), parameter, asked)
        else:
            counts = _open_counts(open_counts, rows_without, parameter, asked)
        found[parameter] = _choices(parameter, counts, asked.get(parameter, ()), vocabulary)
    return found


def _open_counts(
    open_counts: Counts, rows_without: RowsWithout, parameter: str, asked: dict[str, tuple[str, ...]]
) -> dict[str, int]:
    if parameter in ("day", "time") and ("day" in asked or "time" in asked):
        return _own_counts(rows_without(""), parameter, asked)
    return open_counts.get(parameter, {})


def _own_counts(rows: list[Row], parameter: str, asked: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """Counts of one parameter. A day and a time of day must meet in one meeting, so with either asked for the
    other is counted by their pairs."""
    other = {"day": "time", "time": "day"}.get(parameter)
    if other is None or other not in asked:
        return _by_parameter(_count(rows)).get(parameter, {})
    values = DAYS if parameter == "day" else schedule.PARTS_OF_DAY
    pairs = {
        value: {f"{value}-{o}" if parameter == "day" else f"{o}-{value}" for o in asked[other]} for value in values
    }
    wanted = {value: _letters(slots) for value, slots in pairs.items()}
    groups = _by_group(rows)
    numbers = {value: sum(1 for own in groups.values() if own & slots) for value, slots in wanted.items()}
    return {value: number for value, number in numbers.items() if number}


def _letters(slots: Iterable[str]) -> set[str]:
    return {tags.letters([tag]) for slot in slots if (tag := tags.known(tags.SLOT, slot))}


def _count(rows: list[Row]) -> Counter[str]:
    """Groups by the letter of a tag. Where each group has one entry, all letters are counted in one go."""
    if len({row.group_id for row in rows}) == len(rows):
        return Counter("".join([row.letters for row in rows]))
    return Counter(letter for own in _by_group(rows).values() for letter in own)


def _by_group(rows: list[Row]) -> dict[int, set[str]]:
    groups: dict[int, set[str]] = {}
    for row in rows:
        groups.setdefault(row.group_id, set()).update(row.letters)
    return groups


def _by_parameter(counts: Counter[str]) -> Counts:
    """{parameter: {value: groups}} of counts by letter."""
    found: Counts = {}
    for letter, number in counts.items():
        parameter, value = tags.name_of_letter(letter)
        found.setdefault(parameter, {})[value] = number
    return found


def _choices(parameter: str, counts: dict[str, int], chosen: tuple[str, ...], vocabulary: Vocabulary) -> list[Choice]:
    values = {*counts, *chosen}
    rows = [Choice(value, vocabulary.label(parameter, value), counts.get(value, 0)) for value in values]
    if parameter in ("day", "time"):
        order = list(vocabulary.labels[parameter])
        return sorted(rows, key=lambda row: order.index(row.value))
    return sorted(rows, key=lambda row: (-row.count, by_name(row.label)))

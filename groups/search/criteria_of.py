"""A query in the numbers of the index."""

from groups.search import tags
from groups.search.nearest.criteria import Criteria, Term
from groups.search.query import Query


def criteria_of(
    query: Query, terms: tuple[Term, ...], located: bool | None, without: str = "", by_clock: bool = False
) -> Criteria:
    """What the index is asked for `query`; `without` leaves out one parameter's filter, `by_clock` day and time.

    Repeated values are OR and different parameters AND, but every asked need of `access` must be met.
    """
    asked = {name: values for name, values in query.tagged.items() if name != without}
    days, parts = asked.pop("day", ()), asked.pop("time", ())
    needs = asked.pop("access", ())
    groups = [_tags(name, values) for name, values in asked.items()]
    groups += [_tags("access", (need,)) for need in needs]
    if not by_clock:
        groups += _times(days, parts)
    return Criteria(tags=tuple(groups), terms=terms, located=located)


def _times(days: tuple[str, ...], parts: tuple[str, ...]) -> list[tuple[int, ...]]:
    """Day and time of day must meet in one meeting: together they are the tags of their pairs."""
    if days and parts:
        return [_tags(tags.SLOT, tuple(f"{day}-{part}" for day in days for part in parts))]
    return [_tags(name, values) for name, values in (("day", days), ("time", parts)) if values]


def _tags(parameter: str, values: tuple[str, ...]) -> tuple[int, ...]:
    """The tags of these values; a value that no listing ever had adds none, and no tag at all matches nothing."""
    return tuple(tags.all_known(parameter, values))

"""What a search asks of an entry, in the numbers and folded words of the index."""

from dataclasses import dataclass
from typing import NamedTuple


class Term(NamedTuple):
    """A folded search word; `whole` words match whole words only, others match how a word starts."""

    word: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Criteria:
    """All must hold. `tags` is an AND of ORs: an empty inner tuple can be met by nothing.

    `entry_ids` limits to those entries (None: no limit); `located` True asks for a point, False for none.
    """

    tags: tuple[tuple[int, ...], ...] = ()
    terms: tuple[Term, ...] = ()
    entry_ids: tuple[int, ...] | None = None
    located: bool | None = None


class Near(NamedTuple):
    """A group and its squared chord from the origin (unit sphere, 0…4)."""

    group_id: int
    squared: float


class Row(NamedTuple):
    """An entry for counting: its group, and its tags as text, a letter for each (`groups.search.tags.letters`)."""

    group_id: int
    letters: str

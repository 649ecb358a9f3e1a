"""What a search answers with."""

from dataclasses import dataclass, field
from datetime import datetime

from groups.places.place import Place
from groups.schedule import Occurrence
from groups.search.cards import Card
from groups.search.facets import Facets
from groups.search.filters import LAST_RESULT
from groups.search.query import Query
from groups.search.vocabulary import Vocabulary

NOT_FOUND = "not_found"
UNAVAILABLE = "unavailable"


@dataclass(slots=True)
class Hit:
    """A group in a list: its card, kilometres from the origin (None without one) and its next meeting."""

    card: Card
    distance_km: float | None
    next: Occurrence | None


@dataclass(slots=True)
class Results:
    """What was understood and what was found.

    `problem` is "", NOT_FOUND (no such place) or UNAVAILABLE (the look-up could not be made). `radius_km` is None
    without an origin; `unit` (mi or km) is what people read. `total` counts all groups of the list, not only this
    page's. `as_of` is the aware moment that "next" counts from.
    """

    query: Query
    vocabulary: Vocabulary
    as_of: datetime
    origin: Place | None = None
    choices: list[Place] = field(default_factory=list)
    problem: str = ""
    unit: str = "km"
    radius_km: float | None = None
    widened: bool = False
    corrected_words: dict[str, str] = field(default_factory=dict)
    total: int = 0
    hits: list[Hit] = field(default_factory=list)
    online: list[Hit] = field(default_factory=list)
    facets: Facets = field(default_factory=dict)

    @property
    def has_next(self) -> bool:
        """Whether another page follows; none does after the 1,000th result."""
        return self.query.page * self.query.limit < min(self.total, LAST_RESULT)


def by_next_start(hit: Hit) -> tuple[float, float, int]:
    """A key to sort by: soonest first, groups without a next meeting last, then nearest, then by id."""
    start = hit.next.starts_at.timestamp() if hit.next else float("inf")
    return start, hit.distance_km or 0.0, hit.card["id"]

"""The ways a typed text can be read as a place: a name, a name in something, an address, a misspelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from groups.places.everyday import DIRECTIONS, EVERYDAY_WORDS, STOP_WORDS, names_no_place, without_stop_words
from groups.places.names import words
from groups.places.ranking import Scope, is_doubtful, within
from groups.places.rows import CODE
from groups.places.store import Candidate, Store
from groups.places.typos import corrections

Words = Sequence[str]
_QUALIFIER_WORDS = 3
_PREFIX_LETTERS = 5
_HAS_QUARTERS = 50_000  # people: a town so large that its north and south are spoken of
_SPELT_RIGHT = 1.0
_OTHER_NAME_COST = 1.5
_SAME_WORDS = 0.2
_LANDMARKS = frozenset(
    """station airport hospital infirmary university college school church hall cathedral library hotel park
    centre center central street st road rd avenue ave lane ln drive dr way square sq terrace close crescent place
    house building bridge market mosque temple clinic court floor room suite unit boulevard blvd highway hwy
    north south east west rd. row gardens grove hill quay parade mews chapel methodist community""".split()
)
_ADDRESS_WORDS = _LANDMARKS | STOP_WORDS | EVERYDAY_WORDS


class Reader:
    """Reads texts against one store, preferring places in the hinted country (ISO code or "")."""

    def __init__(self, store: Store, hint: str) -> None:
        self.store = store
        self.hint = hint

    def read(self, parts: list[list[str]]) -> list[Candidate]:
        """Places the parts (folded words between commas) may mean, best first; [] if they mean none."""
        if names_no_place(parts):
            return []
        exact = self.exact(parts)
        if exact and not is_doubtful(exact[0], self.hint):
            return exact
        corrected = self._without_stop_words(parts) or self.corrected(parts)
        if exact:
            # What is spelt as we know it gives way only to a far better known place.
            for candidate in corrected:
                candidate.score -= _SPELT_RIGHT
        if exact or corrected:
            return sorted(exact + corrected, key=lambda c: -c.score)
        return self._unfinished(parts) or self.in_address(parts)

    def around(self, parts: list[list[str]]) -> list[Candidate]:
        """What the text beside a postal code names, spelt as we know it; [] if nothing."""
        return (self.exact(parts) or self.in_address(parts)) if parts else []

    def exact(self, parts: list[list[str]]) -> list[Candidate]:
        """Readings in which every word is spelt as we know it."""
        if not parts:
            return []
        whole = [c for c in self._whole(parts) if not _is_bare_country_code(c, parts)]
        if whole and not is_doubtful(whole[0], self.hint) and (whole[0].rank == 0 or _is_one_word(parts)):
            return whole
        found: dict[int, Candidate] = {}
        for name, scopes in self._splits(parts):
            for candidate in within(self.store.named("".join(name)), scopes, self.hint):
                found.setdefault(candidate.id, candidate)
        for candidate in whole:
            # "Hartford, IA" is in Iowa, though "Hartfordia" is Latin for the one in Connecticut.
            candidate.score -= _OTHER_NAME_COST if found and candidate.rank else 0.0
            found.setdefault(candidate.id, candidate)
        return sorted(found.values(), key=lambda c: -c.score)

    def _whole(self, parts: list[list[str]]) -> list[Candidate]:
        typed = [word for part in parts for word in part]
        found = within(self.store.named("".join(typed)), [], self.hint)
        if len(typed) > 1:
            # "Monte Carlo" is Monte-Carlo before it is Montecarlo.
            for candidate in found:
                candidate.score += _SAME_WORDS if words(candidate.name) == typed else 0.0
            found.sort(key=lambda c: -c.score)
        return found

    def _splits(self, parts: list[list[str]]) -> Iterator[tuple[Words, list[Scope]]]:
        """A name and what it lies in: by comma first, then by cutting words off the end of the name."""
        head, scopes = parts[0], self._scopes(parts[1:])
        if len(parts) > 1 and scopes:
            yield head, scopes
        yield from self._cuts(head, scopes, depth=2)

    def _cuts(self, head: Words, scopes: list[Scope], depth: int) -> Iterator[tuple[Words, list[Scope]]]:
        for count in range(1, min(_QUALIFIER_WORDS, len(head) - 1) + 1):
            scope = [c for c in self.scope(head[-count:]) if c.radius_km or self._is_well_known(c)]
            if scope:
                yield head[:-count], [*scopes, scope]
                if depth > 1:
                    yield from self._cuts(head[:-count], [*scopes, scope], depth - 1)

    def _is_well_known(self, town: Candidate) -> bool:
        return town.population >= (1_000 if town.country == self.hint else 15_000)

    def _scopes(self, parts: list[list[str]]) -> list[Scope]:
        """The known qualifiers among the parts; an unknown one says nothing and is passed over."""
        return [scope for part in parts for scope in self._scopes_in(part)]

    def _scopes_in(self, part: list[str]) -> list[Scope]:
        whole = self.scope(part)
        if whole:
            return [whole]
        for head, scopes in self._cuts(part, [], depth=1):
            return [scope for scope in (self.scope(head), *scopes) if scope]
        return []

    def scope(self, words: Words) -> Scope:
        """What a qualifier may mean: countries, regions, counties and larger towns of that name."""
        words = [word for word in words if word not in ("co", "county")] or list(words)
        key = "".join(words)
        return [
            c
            for c in self.store.named(key)
            if c.kind in ("country", "region", "county") or (c.rank < 2 and c.population >= 1_000)
        ]

    def corrected(self, parts: list[list[str]]) -> list[Candidate]:
        """The name misspelt, its qualifiers not; then a misspelt region or country alone."""
        found = []
        if len(parts) == 1:
            found = within(corrections(self.store, "".join(parts[0]), self.hint, has_scope=False), [], self.hint)
        for name, scopes in self._splits(parts):
            found += within(corrections(self.store, "".join(name), self.hint, has_scope=True), scopes, self.hint)
        if not found and len(parts) > 1:
            found = self._with_misspelt_scope(parts)
        return sorted(found, key=lambda c: -c.score)

    def _with_misspelt_scope(self, parts: list[list[str]]) -> list[Candidate]:
        scope = [c for c in corrections(self.store, "".join(parts[-1]), self.hint, has_scope=True) if c.radius_km]
        found = within(self.store.named("".join(parts[0])), [scope], self.hint) if scope else []
        for candidate in found:
            candidate.edits = 1
        return found

    def _unfinished(self, parts: list[list[str]]) -> list[Candidate]:
        """A name whose end is still to come ("Wolverham")."""
        if len(parts) > 1 or len("".join(parts[0])) < _PREFIX_LETTERS or len(parts[0][-1]) < 3:
            return []
        prefix = "".join(parts[0])
        found = [c for c in self.store.starting(prefix, self.hint, 20) if c.population >= 1_000]
        return within(found, [], self.hint)

    def in_address(self, parts: list[list[str]]) -> list[Candidate]:
        """The town in an address or beside a landmark: leading parts, then leading or trailing words dropped."""
        for start in range(1, len(parts)):
            found = [c for c in self.exact(parts[start:]) if _can_stand_alone(c, parts[start])]
            if found:
                return found
        for start, part in enumerate(parts):
            found = self._in_part(part, parts[start + 1 :])
            if found:
                return found
        return []

    def _without_stop_words(self, parts: list[list[str]]) -> list[Candidate]:
        """What the first part names without "near", "central", "meetings"…, which no misspelling need explain."""
        bare = without_stop_words(parts[0]) if parts else []
        if not bare or len(bare) == len(parts[0]):
            return []
        found = self._kept(bare, parts[0], parts[1:])
        return found if DIRECTIONS.isdisjoint(parts[0]) else [c for c in found if c.population >= _HAS_QUARTERS]

    def _in_part(self, part: list[str], rest: list[list[str]]) -> list[Candidate]:
        found = self._without_stop_words([part, *rest])
        if found:
            return found
        for start in range(1, len(part)):
            found = self._kept(part[start:], part[:start], rest)
            if found:
                return found
        for end in range(len(part) - 1, 0, -1):
            if not _LANDMARKS.isdisjoint(part[end:]):
                found = self._kept(part[:end], part[end:], rest)
                if found:
                    return found
        return []

    def _kept(self, kept: list[str], dropped: list[str], rest: list[list[str]]) -> list[Candidate]:
        """What the kept words mean, if they are enough to go by when the dropped ones are ignored."""
        if len("".join(kept)) < 4 or all(word in STOP_WORDS or word in _LANDMARKS for word in kept):
            return []
        found = [c for c in self.exact([kept, *rest]) if c.kind != "country" and c.rank < 2]
        if rest:
            return found
        is_address = any(word in _ADDRESS_WORDS or word[:1].isdigit() for word in dropped)
        found = [c for c in found if c.kind != "county" or (is_address and self.hint in ("", c.country))]
        return [c for c in found if c.population >= self._least_population(c, is_address)]

    def _least_population(self, candidate: Candidate, is_address: bool) -> int:
        """What a place needs to be seen among words that are ignored: little in an address at home, much abroad."""
        if candidate.country == self.hint:
            return 0 if is_address else 1_000
        return 15_000 if is_address and not self.hint else 100_000


def _is_one_word(parts: list[list[str]]) -> bool:
    return len(parts) == 1 and len(parts[0]) == 1


def _is_bare_country_code(candidate: Candidate, parts: list[list[str]]) -> bool:
    """ "no" and "n/a" are hardly Norway and Namibia; the names people do use ("UK", "USA") are not codes here."""
    return candidate.kind == "country" and candidate.rank == CODE and sum(map(len, parts[0])) < 3


def _can_stand_alone(candidate: Candidate, part: list[str]) -> bool:
    """Whether this may be all that an address comes to: never a country, and "PA" only as the state."""
    if candidate.kind == "country":
        return False
    return len("".join(part)) > 3 or candidate.kind in ("region", "county")

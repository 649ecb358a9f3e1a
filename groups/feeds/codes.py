"""The feeds' own type and format codes in our words: features and languages, as the vocabulary tables map
them.
"""

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from groups.feeds.record import Note, Record
from groups.models import Feature, Language

Table = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Codes:
    """What the codes of one code list ("meeting_guide" or "bmlt") stand for: feature slugs and language
    codes.
    """

    features: Table = field(default_factory=dict)
    languages: Table = field(default_factory=dict)
    language_codes: frozenset[str] = frozenset()

    def read(self, record: Record) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
        """(features, languages, codes nobody knows) of a record.

        A code counts as written, else whatever its capitals (which decide between BMLT's "St" and "ST"). The
        row's own language stands only where no code names one.
        """
        features: set[str] = set()
        languages: set[str] = set()
        unknown: list[str] = []
        for code in record.codes:
            written = code if code in self.features or code in self.languages else _any_case(code)
            features |= self.features.get(written, frozenset())
            languages |= self.languages.get(written, frozenset())
            if written not in self.features and written not in self.languages:
                unknown.append(code)
        languages = languages or {record.language} & self.language_codes
        return frozenset(features), frozenset(languages), tuple(unknown)


def load_codes(vocabulary: str, programs: Iterable[str] = ()) -> Codes:
    """The codes of a code list, "meeting_guide" or "bmlt", as the vocabulary tables map them now (two
    queries).

    `programs` are the keys of the feed's program (`Fellowship.programs`). A code of theirs, written "aca:S" in
    the tables, takes the place of the plain "S"; the codes of other programs do not count.
    """
    # Some feeds write the word itself: "[open]".
    features = [(slug, [*codes, _any_case(slug)]) for slug, codes in Feature.objects.values_list("slug", vocabulary)]
    languages = list(Language.objects.values_list("code", vocabulary))
    own = Codes(_table(features, programs), _table(languages, programs))
    taken = own.features.keys() | own.languages.keys()
    return Codes(
        _without(taken, _table(features)) | own.features,
        _without(taken, _table(languages)) | own.languages,
        frozenset(code for code, _ in languages),
    )


def unknown_notes(unknown: list[tuple[Record, str]]) -> list[Note]:
    """One note for each unknown code, at its first row, with how many rows have it."""
    rows: Counter[str] = Counter(code for _, code in unknown)
    first: dict[str, Record] = {}
    for record, code in unknown:
        first.setdefault(code, record)
    return [
        Note(
            first[code].row,
            first[code].name,
            f'type "{code[:40]}" is not in the vocabulary ({count} {"row" if count == 1 else "rows"})',
        )
        for code, count in rows.items()
    ]


def _any_case(code: str) -> str:
    # A key no written code can equal, since codes are read without line breaks.
    return "\n" + code.lower().replace(" ", "-")


def _table(rows: Iterable[tuple[str, list[str]]], programs: Iterable[str] = ("",)) -> Table:
    """The codes with one of these prefixes, without it; by default the plain codes, which have none."""
    wanted = frozenset(programs)
    table: Table = {}
    for own, known_as in rows:
        for known in known_as:
            program, _, code = known.rpartition(":")
            if program in wanted:
                _add(table, own, code)
    return table


def _without(taken: Set[str], table: Table) -> Table:
    return {code: found for code, found in table.items() if code not in taken}


def _add(table: Table, own: str, code: str) -> None:
    table[code] = table.get(code, frozenset()) | {own}
    if not code.startswith("\n"):
        table.setdefault(_any_case(code), frozenset({own}))

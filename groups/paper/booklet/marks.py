"""The short words a booklet sets beside a name, and what each of them means."""

from dataclasses import dataclass, field

from groups.language import by_name, translated
from groups.models import Feature, Fellowship
from groups.search.cards import Card
from groups.search.vocabulary import Vocabulary

_PARAMETERS = ("for", "access", "style")


@dataclass(slots=True)
class Marks:
    """The marks of one booklet: those that were asked for are explained."""

    vocabulary: Vocabulary
    short: dict[str, str] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)

    def path(self, card: Card) -> str:
        """The abbreviation of its fellowship, else the name of that, else its philosophy; "" without either."""
        parameter = next((name for name in ("fellowship", "philosophy") if card[name]), "")
        if not parameter:
            return ""
        slug = card[parameter]
        self.used.add((parameter, slug))
        short = self.short.get(slug) if parameter == "fellowship" else None
        return short or self._label(parameter, slug)

    def features(self, slugs: list[str]) -> list[str]:
        """The names of these features: whom it is for, access, style."""
        found = [(p, slug) for p in _PARAMETERS for slug in self.vocabulary.labels[p] if slug in slugs]
        self.used |= set(found)
        return [self._label(parameter, slug) for parameter, slug in found]

    def languages(self, codes: list[str]) -> list[str]:
        """The languages spoken, where they are not simply that of the page."""
        page = (self.vocabulary.language or "en")[:2]
        return [] if codes == [page] else [self._label("language", code) for code in codes]

    def explained(self) -> list[tuple[str, str]]:
        """(mark, meaning) of those used, by the alphabet; one that says all by itself is left out."""
        features = {f.slug: translated(f.description) for f in Feature.objects.all()}
        rows = [self._meaning(parameter, slug, features) for parameter, slug in self.used]
        return sorted((row for row in rows if row[1]), key=lambda row: by_name(row[0]))

    def _meaning(self, parameter: str, slug: str, features: dict[str, str]) -> tuple[str, str]:
        label = self._label(parameter, slug)
        if parameter == "fellowship":
            return (self.short[slug], label) if self.short.get(slug) else (label, "")
        if parameter == "philosophy":
            return label, self.vocabulary.philosophy_lines.get(slug, "")
        return label, features.get(slug, "")

    def _label(self, parameter: str, slug: str) -> str:
        return self.vocabulary.label(parameter, slug)


def marks_of(vocabulary: Vocabulary) -> Marks:
    """Marks in the language of a vocabulary, none used yet."""
    return Marks(vocabulary, dict(Fellowship.objects.exclude(abbreviation="").values_list("slug", "abbreviation")))

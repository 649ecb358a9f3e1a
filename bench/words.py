"""How hard our own words are to read: the Flesch-Kincaid grade of each page and of the vocabulary, as a table.

A grade is a school year in the United States: grade 5 is read at the age of ten or eleven. Run it as `make words`.
"""

import os
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import django
import textstat

from bench import own_words
from bench.table import show

#: A child of about ten reads up to this grade; beyond the second number a text is far too hard.
AIM, FAR_ABOVE = 5.0, 6.5
#: Below this a single long word moves the grade by whole years.
FEWEST_WORDS = 40


class Reading(NamedTuple):
    """How hard one text is: its words, its grade, and its reading ease (0 to 100, higher is easier)."""

    where: str
    words: int
    grade: float
    ease: float


def reading_of(where: str, text: str) -> Reading:
    """The measures of a running text."""
    grade, ease = textstat.flesch_kincaid_grade(text), textstat.flesch_reading_ease(text)
    return Reading(where, textstat.lexicon_count(text), grade, ease)


def of_pages() -> list[Reading]:
    """Every page with enough running text of its own to be measured, and what the program says on any of them."""
    texts = [(name, own_words.running_text(own_words.sentences_of(name))) for name in own_words.pages()]
    program = own_words.running_text([said.text for said in own_words.of_python()])
    return _long_enough([*texts, ("the program", program)])


def of_vocabulary() -> list[Reading]:
    """Each philosophy, and every other file of the vocabulary as a whole."""
    texts: dict[str, list[str]] = defaultdict(list)
    for said in own_words.of_vocabulary():
        file = said.where.partition(":")[0]
        texts[said.where if file == "philosophies" else file].append(said.text)
    return _long_enough((where, own_words.running_text(said)) for where, said in texts.items())


def _long_enough(texts: Iterable[tuple[str, str]]) -> list[Reading]:
    readings = (reading_of(where, text) for where, text in texts if text)
    return [reading for reading in readings if reading.words >= FEWEST_WORDS]


def main() -> None:
    """Print the tables."""
    head = ("text", "words", "grade", f"aim {AIM:g}", "ease")
    for title, readings in (("Pages", of_pages()), ("Vocabulary", of_vocabulary())):
        ordered = sorted(readings, key=lambda reading: -reading.grade)
        rows = ((r.where, r.words, r.grade, "" if r.grade <= AIM else "above", r.ease) for r in ordered)
        show(title, head, rows)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
    django.setup()
    main()

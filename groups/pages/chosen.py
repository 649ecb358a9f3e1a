"""How the answers somebody gives become a search, and what is said of each.

An answer is kept only where something is left to find with it: whoever answers everything still ends at groups, and
reads which answer was left out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import QueryDict

from groups.models import Fellowship
from groups.pages.choosing import QUESTIONS, Answer, Question
from groups.pages.ideas import concerns_of
from groups.pages.preset import Tagged

Given = tuple[Question, Answer]


@dataclass(frozen=True, slots=True)
class Reason:
    """What an answer did to the search: its sentence, or that it was left out."""

    question: str
    answer: Answer
    kept: bool


def answers_in(parameters: QueryDict) -> list[Given]:
    """The answers these parameters give, in the order of the questions; what we do not know is left out."""
    given = []
    for question in QUESTIONS:
        values = parameters.getlist(question.name) if question.many else [parameters.get(question.name, "")]
        given += [(question, answer) for answer in question.answers if answer.value in values]
    return given


def choose(
    given: Iterable[Given], fellowships: Iterable[Fellowship], fits: Callable[[Tagged], bool]
) -> tuple[Tagged, list[Reason]]:
    """The search these answers ask for, and what each of them did to it, in the order of the questions.

    Answers are taken by weight. One that would leave nothing, as `fits` tells, is left out.
    """
    given, fellowships = list(given), list(fellowships)
    kept: list[Answer] = []
    for _question, answer in sorted(given, key=lambda pair: pair[0].weight):
        asked = tagged_of([*kept, answer], fellowships)
        if asked is not None and fits(asked):
            kept.append(answer)
    reasons = [Reason(question.name, answer, answer in kept) for question, answer in given]
    return tagged_of(kept, fellowships) or {}, reasons


def tagged_of(answers: Iterable[Answer], fellowships: Iterable[Fellowship]) -> Tagged | None:
    """The search parameters of these answers together; None where they leave no fellowship or no philosophy."""
    answers = list(answers)
    tagged = _merged(answers)
    ideas = _ideas_in_common(answers)
    concerns = {concern for answer in answers for concern in answer.concerns}
    if concerns:
        also = {slug for answer in answers for slug in answer.also}
        tagged["fellowship"] = tuple(
            row.slug
            for row in fellowships
            if concerns.intersection(concerns_of(row))
            and (ideas is None or row.philosophy.slug in ideas or row.slug in also)
        )
    elif ideas is not None:
        tagged["philosophy"] = tuple(ideas)
    return tagged if all(tagged.values()) else None


def _merged(answers: Iterable[Answer]) -> Tagged:
    tagged: Tagged = {}
    for answer in answers:
        for name, values in answer.tagged.items():
            tagged[name] = tuple(dict.fromkeys((*tagged.get(name, ()), *values)))
    return tagged


def _ideas_in_common(answers: Iterable[Answer]) -> list[str] | None:
    """The philosophies that fit every answer which names any, in the order of the first; None where none does."""
    named = [answer.philosophies for answer in answers if answer.philosophies]
    return [slug for slug in named[0] if all(slug in others for others in named)] if named else None

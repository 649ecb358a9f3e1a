"""The page that helps to choose: its questions as they were answered, and what follows from the answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.pages import chosen, ideas, preset
from groups.pages.choices import Option
from groups.pages.choosing import QUESTIONS
from groups.pages.helplines import help_lines
from groups.pages.results_page import country_of
from groups.search.find import fits_any
from groups.search.results import Results

_SHOWN = 3
#: Where somebody who drinks or uses every day may be asking.
_CAREFUL = ("", "alcohol", "drugs")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Why the search is as it is, and the address of this page without that answer."""

    text: str
    answer: str
    kept: bool
    without: str


def is_answered(parameters: QueryDict) -> bool:
    """Whether the form was sent: its place is then there, be it empty."""
    return "near" in parameters or any(question.name in parameters for question in QUESTIONS)


def form_context(parameters: QueryDict) -> dict[str, Any]:
    """The questions with their answers, those given marked, and the place."""
    given = {(question.name, answer.value) for question, answer in chosen.answers_in(parameters)}
    return {
        "questions": [
            (q, [Option(a.value, a.label, (q.name, a.value) in given) for a in q.answers]) for q in QUESTIONS
        ],
        "answered": {name for name, _value in given},
        "country": parameters.get("country") or settings.DEFAULT_COUNTRY,
        "typed": parameters.get("near", ""),
    }


def find(parameters: QueryDict, version: int, now: datetime) -> tuple[Results, list[Sentence]]:
    """The groups these answers lead to, and why; `now` is aware."""
    given = chosen.answers_in(parameters)
    tagged, reasons = chosen.choose(given, ideas.all_fellowships(version), lambda asked: fits_any(version, asked))
    results = preset.groups_of(parameters, tagged, version, now, _SHOWN)
    return results, [_sentence(reason, parameters) for reason in reasons]


def context_of(parameters: QueryDict, results: Results, sentences: list[Sentence]) -> dict[str, Any]:
    """What the template of the answers shows."""
    everything = preset.address_of(results, tagged={})
    return {
        **preset.context_of(results, preset.address_of(results)),
        **form_context(parameters),
        "sentences": sentences,
        "careful": parameters.get("about", "") in _CAREFUL,
        "by_fellowship": "fellowship" in results.query.tagged,
        "everything_url": everything,
        "help_lines": help_lines(results.vocabulary.version, country_of(results)),
    }


def _sentence(reason: chosen.Reason, parameters: QueryDict) -> Sentence:
    left_out = _("We left out “%(answer)s”: no group we know fits that and the rest.")
    text = str(reason.answer.why) if reason.kept else left_out % {"answer": reason.answer.label}
    rest = parameters.copy()
    rest.setlist(reason.question, [v for v in rest.getlist(reason.question) if v != reason.answer.value])
    rest.setdefault("near", "")
    return Sentence(text, str(reason.answer.label), reason.kept, f"{reverse('choose')}?{rest.urlencode()}")

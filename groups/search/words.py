"""Search words: which of them stand for themselves, and what a misspelt one was probably meant to be."""

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from groups.models import SearchWord
from groups.search.nearest.backend import backend
from groups.search.nearest.criteria import Criteria, Term
from groups.search.vocabulary import Vocabulary
from groups.text import words as folded_words

_ONE_EDIT_FROM, _TWO_EDITS_FROM = 5, 8
_MOST_WORDS = 12


def terms_of(text: str, vocabulary: Vocabulary) -> tuple[tuple[Term, ...], dict[str, str]]:
    """The terms of what somebody typed, and the corrections made: {typed word: word searched for instead}.

    A word matches the start of a word of the listing; a fellowship's abbreviation matches whole, for "na" is not
    "national". A word that no listing has is corrected by one edit from 5 letters, by two from 8.
    """
    corrected: dict[str, str] = {}
    terms = []
    for word in dict.fromkeys(folded_words(text)[:_MOST_WORDS]):
        term = Term(word, whole=word in vocabulary.abbreviations)
        if not backend().has_any(Criteria(terms=(term,))) and (better := _correction(word)):
            corrected[word] = better
            term = Term(better)
        terms.append(term)
    return tuple(terms), corrected


def _correction(word: str) -> str | None:
    edits = 2 if len(word) >= _TWO_EDITS_FROM else 1
    if len(word) < _ONE_EDIT_FROM or not word.isalpha():
        return None
    candidates = (
        SearchWord.objects.annotate(length=Length("word"))
        .filter(length__gte=len(word) - edits, length__lte=len(word) + edits)
        .order_by("word")
        .values_list("word", flat=True)
    )
    near = process.extract(word, list(candidates), scorer=OSA.distance, score_cutoff=edits, limit=10)
    # The list keeps words whose last listing has gone: only one that still finds something is a correction.
    return next((better for better, *_ in near if backend().has_any(Criteria(terms=(Term(better),)))), None)

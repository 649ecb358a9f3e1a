"""The page that suggests three groups: the form of what is needed, the groups, and why they and not others."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.language import isolated
from groups.models import Group
from groups.pages import chosen, ideas
from groups.pages.addresses import SearchAddress
from groups.pages.cards import render_cards
from groups.pages.choices import Option, label_of
from groups.pages.choosing import QUESTIONS, Answer
from groups.pages.distance import distance_in_words
from groups.pages.helplines import help_lines
from groups.pages.place_words import place_in_words
from groups.pages.results_page import STATUS, country_of
from groups.search.filters import form_for
from groups.search.query import Query
from groups.search.results import Hit, Results
from groups.search.vocabulary import Vocabulary, directory_version, vocabulary
from groups.shortlists.kept import Shortlist
from groups.shortlists.page import carried_of, shortlist_page
from groups.shortlists.place import carried_along, place_context, query_here
from groups.shortlists.suggesting import NEEDS, Suggested, can_be_joined, suggest

_ASKED_MOST = ("proof-of-attendance", "medication-friendly", "childcare", "step-free")
_ABOUT = QUESTIONS[0]
_OTHERS = (*NEEDS, "within", "about")
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Item:
    """A suggested group: what stands above it, why it is here, and its card."""

    title: str
    reasons: list[str]
    card: SafeString


def suggest_page(request: HttpRequest, shortlist: Shortlist, now: datetime) -> HttpResponse:
    """The page for what the address asks: the form alone without a place, else three groups for it."""
    carried = carried_of(request, shortlist)
    along = carried_along(request.GET, carried, *_OTHERS)
    page_asked = along.copy()
    page_asked.setlist("page", request.GET.getlist("page"))
    form = form_for(page_asked)
    form.is_valid()
    words = vocabulary(directory_version())
    query = _query(form, request.GET, words.version)
    found = suggest(query, now) if query.near or query.point else Suggested([], Results(query, words, now), [], False)
    results = found.results
    context = {
        **place_context(results, form, along, request.path),
        **_form_context(form, query, request.GET, words),
        **_found_context(found, SearchAddress(along, query.point, request.path), query.page),
        "help_lines": help_lines(words.version, country_of(results)),
    }
    status, country = STATUS[results.problem], country_of(results)
    return shortlist_page(request, "shortlists/suggest.html", context, shortlist, status, country)


def _query(form: Form, parameters: QueryDict, version: int) -> Query:
    query, about = query_here(form), _about(parameters)
    named = chosen.tagged_of([about], ideas.all_fellowships(version)) if about else None
    return replace(query, tagged=query.tagged | (named or {}))


def _about(parameters: QueryDict) -> Answer | None:
    return next((answer for answer in _ABOUT.answers if answer.value == parameters.get("about")), None)


def _form_context(form: Form, query: Query, parameters: QueryDict, words: Vocabulary) -> dict[str, Any]:
    """The choices of the form, those made marked, and what is wrong with the address."""
    about, access = _about(parameters), query.tagged.get("access", ())
    errors = [(label_of(name), " ".join(map(str, texts))) for name, texts in form.errors.items() if name != "near"]
    return {
        "needs": [
            Option(value, words.label("access", value), value in access)
            for value in dict.fromkeys((*_ASKED_MOST, *access))
            if value in words.labels["access"]
        ],
        "abouts": [Option(answer.value, str(answer.label), answer is about) for answer in _ABOUT.answers],
        "about": about,
        "fors": _options("for", query, words),
        "languages": _options("language", query, words),
        "more_hidden": [("style", value) for value in query.tagged.get("style", ())]
        + ([("within", f"{query.within:g}")] if query.within else []),
        "errors": errors,
    }


def _options(name: str, query: Query, words: Vocabulary) -> list[Option]:
    asked = query.tagged.get(name, ())
    return [Option(value, label, value in asked) for value, label in words.labels[name].items()]


def _found_context(found: Suggested, address: SearchAddress, page: int) -> dict[str, Any]:
    hits, results = found.hits, found.results
    words = results.vocabulary
    return {
        "asked": bool(results.origin),
        "items": [_item(hit, hits, results) for hit in hits],
        "ids": [hit.card["id"] for hit in hits],
        "summary": _summary(hits, results),
        "met": ", ".join(_names(results.query, words)) if hits else "",
        "given_up": ", ".join(words.label(*need) for need in found.given_up),
        "others_url": address.changed(page=page + 1) if found.has_others else "",
        "first_url": address.changed() if page > 1 else "",
        "add_words": ngettext("Add this one to my list", "Add these %(count)s to my list", len(hits))
        % {"count": len(hits)},
    }


def _names(query: Query, words: Vocabulary) -> list[str]:
    return [words.label(name, value) for name in NEEDS for value in query.tagged.get(name, ())]


def _summary(hits: list[Hit], results: Results) -> list[str]:
    """What the groups are together, a sentence each."""
    if not hits:
        return [_("We found no group within reach, and none online.")] if results.origin else []
    found = _("Three to choose from: near, soon and different.")
    if len(hits) < 3:
        fewer = ngettext("We found only %(count)s group.", "We found only %(count)s groups.", len(hits))
        found = fewer % {"count": len(hits)}
    named = [hit.card["philosophy"] for hit in hits if hit.card["philosophy"]]
    variety = _("Each follows a different philosophy.") if len(named) == len(hits) else ""
    if len(set(named)) < len(named):
        variety = _("Some follow the same philosophy: we found no others that fit.")
    online = _("You can join at least one of them online.")
    if not any(can_be_joined(hit.card) for hit in hits):
        online = _("None of them can be joined online.")
    doubt = _("We found none that is sure: look at what each says below.") if _is_doubtful(hits[0]) else ""
    return [text for text in (found, variety if len(hits) > 1 else "", online, doubt) if text]


def _is_doubtful(hit: Hit) -> bool:
    card = hit.card
    return bool(card["inactive"] or card["reported_on"] or card["sunk"] or card["example"])


def _item(hit: Hit, hits: list[Hit], results: Results) -> Item:
    title = _("From anywhere") if hit.distance_km is None else _("Near by")
    return Item(title, _reasons(hit, hits, results), render_cards([hit], results))


def _reasons(hit: Hit, hits: list[Hit], results: Results) -> list[str]:
    card, reasons = hit.card, []
    if hit.distance_km is not None and results.origin:
        rough = card["precision"] == Group.Precision.LOCALITY
        distance = distance_in_words(hit.distance_km, results.unit, rough)
        words = {"distance": distance, "place": place_in_words(results.origin)}
        reasons.append(_("It is %(distance)s from %(place)s.") % words)
    if can_be_joined(card):
        reasons.append(_("You can join it online."))
    reasons.append(_soon(hit, results.as_of))
    if card["philosophy"]:
        same = sum(other.card["philosophy"] == card["philosophy"] for other in hits) > 1
        name = {"philosophy": isolated(results.vocabulary.label("philosophy", card["philosophy"]))}
        text = _("Its philosophy: %(philosophy)s.")
        if len(hits) > 1 and not same:
            text = _("Its philosophy is another than that of the others: %(philosophy)s.")
        reasons.append(text % name)
    return [reason for reason in reasons if reason]


def _soon(hit: Hit, now: datetime) -> str:
    if not hit.next:
        return ""
    wait = hit.next.starts_at - now
    if wait <= _DAY:
        return _("It meets within a day.")
    return _("It meets within a week.") if wait <= _WEEK else ""

"""What a card says of its group in words that hang on nothing but the directory and the page's language."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from groups.language import isolated
from groups.models import Group, Source
from groups.opening import spans_of
from groups.pages import open_now
from groups.pages.kind_facts import where_instead
from groups.pages.when import long_date, month_and_year, rhythm_in_words
from groups.schedule import WEEKLY
from groups.search.cards import Card, confirmed_when, pause_of
from groups.search.vocabulary import Vocabulary

_MOST_FEATURES = 6


def facts_of(card: Card, vocabulary: Vocabulary, today: date) -> dict[str, Any]:
    """The words of a card that hang on nothing but the directory and the day."""
    return {
        "name": card["name"],
        "url": reverse("group", args=[card["slug"]]),
        "example": card["example"],
        "paused": paused_in_words(card),
        "hours": hours_in_words(card),
        "place": place_in_words(card),
        "take_part": take_part_in_words(card),
        "idea": _idea(card, vocabulary),
        "kind": kind_in_words(card, vocabulary),
        "rhythm": _rhythm(card),
        "features": _features(card, vocabulary),
        "languages": _languages(card, vocabulary),
        "freshness": freshness_in_words(card, vocabulary),
        "report": reverse("report", args=[card["slug"]]),
        "warning": warning_in_words(card, vocabulary, today),
    }


def kind_in_words(card: Card, vocabulary: Vocabulary) -> str:
    """Its kind of support; "" for a meeting, which most are."""
    return vocabulary.label("kind", card["kind"]) if card["kind"] != Group.Kind.MEETING else ""


def own_language(card: Card) -> str:
    """The code of the language a group speaks of itself in: its only one, where that is not the page's; else ""."""
    spoken = {code for meeting in card["meetings"] for code in meeting["languages"]} | set(card["languages"])
    # The examples are invented in English, whatever is spoken there.
    codes = {settings.LANGUAGE_CODE} if card["example"] else spoken
    page = (get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    return "".join(codes - {page}) if len(codes) == 1 else ""


def paused_in_words(card: Card) -> str:
    """That a group is not meeting for now or soon, until when if known; "" for one that meets."""
    if not card["inactive"]:
        return _pause_ahead(card)
    if until := card["inactive_until"]:
        return _("Not meeting until %(date)s") % {"date": long_date(date.fromisoformat(until))}
    return _("Not meeting for now")


def _pause_ahead(card: Card) -> str:
    first, back = pause_of(card)
    if first and back:
        days = {"first": long_date(first), "last": long_date(back - timedelta(days=1))}
        return _("Not meeting from %(first)s to %(last)s") % days
    return _("Not meeting from %(first)s on") % {"first": long_date(first)} if first else ""


def helpers_in_words(card: Card) -> str:
    """That a group looks for people who would help, and what it asks of them; "" for one that does not."""
    if not card["helpers_welcome"]:
        return ""
    if asked := card["helpers_requirement"]:
        return _("Welcomes helpers. They ask: %(requirement)s") % {"requirement": isolated(asked)}
    return _("Welcomes helpers")


def hours_in_words(card: Card) -> str:
    """When a group without a timetable can be reached, or a café is open."""
    if card["always_open"]:
        return _("Open day and night")
    if card["opening_hours"]:
        return _("Open: %(hours)s") % {"hours": isolated(card["opening_hours"])}
    if card["opening"]:
        hours = open_now.hours_in_words(spans_of(card["opening"]), card["country"])
        return _("Open: %(hours)s") % {"hours": hours}
    return _("By appointment") if card["by_appointment"] else ""


def place_in_words(card: Card) -> str:
    """Where it is, or the area it serves; "" for a group that has no place."""
    if instead := where_instead(card):
        return instead
    lines = dict.fromkeys(
        part for part in (card["venue"], card["address"], card["locality"], card["postal_code"]) if part
    )
    if lines:
        return ", ".join(lines)
    return _("Serves %(area)s") % {"area": isolated(card["area_served"])} if card["area_served"] else ""


def take_part_in_words(card: Card) -> str:
    """How to take part, from the ways its meetings offer."""
    ways = set(card["attendance"])
    if ways == {"online"}:
        return _("By phone only") if card["dial_in"] and not card["join_link"] else _("Online")
    if ways == {"in_person"}:
        return _("In person")
    return _("In person and online") if ways == {"hybrid"} else _("Some in person, some online")


def freshness_in_words(card: Card, vocabulary: Vocabulary) -> str:
    """Who last said that the listing is right, and when."""
    confirmed_at = confirmed_when(card, vocabulary)
    if not confirmed_at:
        return _("Nobody has confirmed this yet: check before you go")
    sentences = {
        Group.ConfirmedBy.ORGANISER: _("Confirmed by the organiser, %(date)s"),
        Group.ConfirmedBy.FEED: _("Confirmed by its organisation's feed, %(date)s"),
        Group.ConfirmedBy.MODERATOR: _("Confirmed by a moderator, %(date)s"),
    }
    return sentences.get(card["confirmed_by"], _("Confirmed %(date)s")) % {"date": long_date(confirmed_at)}


def warning_in_words(card: Card, vocabulary: Vocabulary, today: date) -> str:
    """That a visitor found it otherwise, or that nobody has said for long that it is right; "" for neither."""
    if reported_on := card["reported_on"]:
        day = {"date": long_date(date.fromisoformat(reported_on))}
        if "phone" in card["ask_by"]:
            return _("Reported on %(date)s: ring first") % day
        return _("Reported on %(date)s: check before you go") % day
    since = card["unconfirmed_since"]
    unconfirmed = date.fromisoformat(since) if since else _silent_since(card, vocabulary, today)
    return _("Not confirmed since %(month)s") % {"month": month_and_year(unconfirmed)} if unconfirmed else ""


def is_sunk(card: Card, vocabulary: Vocabulary, today: date) -> bool:
    """Whether nobody has confirmed it for so long that it stands after the others on a page of results."""
    run = _vouched_on(card, vocabulary)
    return card["sunk"] or (run is not None and today - run > Source.SINKS_AFTER)


def _silent_since(card: Card, vocabulary: Vocabulary, today: date) -> date | None:
    """When its feed was last read, once that is long ago."""
    run = _vouched_on(card, vocabulary)
    return run if run and today - run > Source.SILENT_AFTER else None


def _vouched_on(card: Card, vocabulary: Vocabulary) -> date | None:
    """The day (UTC) its feed was last read; None where something else vouches for the listing."""
    run = vocabulary.feed_runs.get(card["feed"])
    if not run or card["example"] or card["confirmed_by"] != Group.ConfirmedBy.FEED:
        return None
    return run.date()


def _idea(card: Card, vocabulary: Vocabulary) -> SafeString:
    """Its fellowship and philosophy, each a link to the page that explains it; "" without them."""
    named = [
        (reverse(parameter, args=[card[parameter]]), vocabulary.label(parameter, card[parameter]))
        for parameter in ("fellowship", "philosophy")
        if card[parameter]
    ]
    return format_html_join(" · ", '<a href="{}">{}</a>', named)


def _rhythm(card: Card) -> str:
    meetings = card["meetings"]
    if len(meetings) == 1:
        return "" if meetings[0]["recurrence"] == WEEKLY else rhythm_in_words(meetings[0])
    if meetings and all(meeting["recurrence"] == WEEKLY for meeting in meetings):
        return ngettext("Meets %(count)s time a week", "Meets %(count)s times a week", len(meetings)) % {
            "count": len(meetings)
        }
    return ""


def _features(card: Card, vocabulary: Vocabulary) -> list[str]:
    own = set(card["features"])
    labels = (
        label
        for parameter in ("for", "access", "style")
        for slug, label in vocabulary.labels[parameter].items()
        if slug in own
    )
    return list(labels)[:_MOST_FEATURES]


def _languages(card: Card, vocabulary: Vocabulary) -> str:
    """The languages, where they are not simply that of the site."""
    site = (get_language() or "en")[:2]
    codes = card["languages"]
    return "" if codes == [site] else ", ".join(vocabulary.label("language", code) for code in codes)

"""No text of ours escapes translation: in the pseudo-language all of it stands in brackets, on every page there is.

Pages are found by themselves: the addresses without arguments, those of the accessibility test, and what links lead to.
"""

import re
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import available_timezones

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django_countries import countries

from groups.language import city_of
from groups.management import catalogues
from groups.models import Fellowship, Group, HelpLine, Meeting, Philosophy, PracticalLink, Source
from groups.pages.urls import urlpatterns
from tests.browser.test_accessibility import PAGES
from tests.languages.pseudo import CODE, outside_brackets, pseudo_language  # noqa: F401
from tests.pages.conftest import KNOWN, ShortList

LINK = re.compile(rf'<a [^>]*href="(/{CODE}/[^"#]*)"')
OF_EACH_KIND = 3
WORD = re.compile(r"[^\W\d_]{2,}")
#: django-countries asks for every name a country has, and shows the first that is translated.
NAMES_OF_COUNTRIES = {
    str(name) for names in (countries.countries.values(), *countries.shadowed_names.values()) for name in names
}
HOST = re.compile(r"[\w-]+(\.[\w-]+)+")


@pytest.fixture
def site(transactional_db, client, pseudo_language):  # noqa: F811
    """All there is, in the pseudo-language."""
    call_command("load_vocabulary", verbosity=0)
    call_command("load_examples", verbosity=0)
    return client


def names_of_pages():
    """{name of a visitor's page: whether its address takes arguments}; the way from a mail to a group is none."""
    return {row.name: bool(row.pattern.converters) for row in urlpatterns if row.name != "group-by-number"}


def starting_points():
    with translation.override(CODE):
        bare = [reverse(name) for name, has_arguments in names_of_pages().items() if not has_arguments]
    return [*bare, *(f"/{CODE}{path}" for path in PAGES.values())]


def pages(client):
    """(address, name, markup) of every page, markup "" for what is none: all starting points, and some of each kind
    that links lead to."""
    waiting, seen, of_kind = starting_points(), set(), {}
    given = set(waiting)
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if address in seen or (address not in given and of_kind.get(kind, 0) >= OF_EACH_KIND):
            continue
        seen.add(address)
        response = client.get(address)
        of_kind[kind] = of_kind.get(kind, 0) + 1
        is_page = response.get("Content-Type", "").startswith("text/html")
        markup = response.content.decode() if is_page else ""
        waiting += [link.replace("&amp;", "&") for link in LINK.findall(markup)]
        yield address, kind, markup


def kind_of(address):
    with translation.override(CODE):
        try:
            return resolve(address.partition("?")[0]).url_name
        except Resolver404:
            return None


def data_of_the_directory():
    """What no catalogue translates: what listings say of themselves, names, numbers and credits; longest first."""
    links = [link["label"] for row in Philosophy.objects.all() for link in row.read_more]
    cities = [city_of(zone) for zone in available_timezones() if "/" in zone]
    typed = [value for path in PAGES.values() for _name, value in parse_qsl(urlsplit(path).query)]
    rows = [
        *Group.objects.values_list(),
        *Meeting.objects.values_list("name", "notes"),
        *Fellowship.objects.values_list("name", "abbreviation"),
        *HelpLine.objects.exclude(kind="emergency").values_list("name", "owner", "number", "text_number"),
        *PracticalLink.objects.values_list("name"),
        *Source.objects.values_list("name", "slug", "credit", "licence"),
        *((place.label, place.name) for places in KNOWN.values() for place in places),
        (settings.SITE_NAME, ShortList.meta["credits"], *(name for _code, name in settings.LANGUAGES)),
        ("OpenStreetMap", "Google Maps", "Apple Maps", *links, *typed, *cities),
    ]
    texts = {text.strip() for row in rows for text in row if isinstance(text, str)}
    lines = {line.strip() for text in texts for line in text.splitlines()}
    return sorted(filter(None, lines), key=len, reverse=True)


def own_words(line, known):
    """A line without what the directory's data says in it."""
    for text in known:
        if text in line:
            line = line.replace(text, " ")
    return HOST.sub(" ", line)


def test_every_text_on_every_page_is_translated(site):
    known = data_of_the_directory()
    missed = {}
    for address, _kind, markup in pages(site):
        lines = (own_words(line, known) for line in outside_brackets(markup))
        missed |= {line: address for line in lines if WORD.search(line)}
    assert missed == {}


def test_every_kind_of_page_is_looked_at(site):
    looked_at = {kind for _address, kind, _markup in pages(site)}
    assert set(names_of_pages()) - looked_at == set()


def test_every_sentence_a_page_asks_for_is_in_a_catalogue(site, pseudo_language):  # noqa: F811
    for _page in pages(site):
        pass
    ours = {text for message in catalogues.sentences() for text in catalogues._forms(message.id)}
    asked = pseudo_language - ours - set(data_of_the_directory()) - NAMES_OF_COUNTRIES
    # Months, weekdays and countries are in the catalogues of Django and of django-countries.
    assert {text for text in asked if WORD.search(text) and not is_known_elsewhere(text)} == set()


def is_known_elsewhere(text):
    with translation.override("ar"):
        return translation.gettext(text) != text

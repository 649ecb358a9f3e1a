"""A language nobody speaks: each sentence in brackets, with accents and 40 % longer. What stands outside brackets has
not gone through gettext."""

import gettext
import re
from html.parser import HTMLParser

import pytest
from django.utils.translation import trans_real

CODE = "en-xa"
OPEN, CLOSE = "⟦", "⟧"
_KEPT = re.compile(r"(%\(\w+\)[sd]|%%|\{\w+\}|<[^>]+>|&\w+;)")
_ACCENTS = str.maketrans("AEIOUYaeiouycnsz", "ÀÉÎÖÛÝàéîöûýçñšž")
_LONGER = " ~ûñô döš tréš"
_READ_OUT = {"alt", "aria-label", "placeholder", "title"}
_DESCRIBES = {"description", "og:title", "og:description"}
_A_TOWN = re.compile(r"/near/\w\w/[^/]+/$")


def pseudo(text):
    """The sentence as the language has it; placeholders and tags stay."""
    parts = (part if _KEPT.fullmatch(part) else part.translate(_ACCENTS) for part in _KEPT.split(text))
    more = _LONGER * 40
    return OPEN + "".join(parts) + more[: max(1, len(text) * 2 // 5)].rstrip() + CLOSE


class Pseudo(gettext.NullTranslations):
    """Stands in for the catalogue of CODE, and remembers what it was asked for."""

    domain = "django"

    def __init__(self):
        super().__init__()
        self.asked = set()

    def gettext(self, message):
        self.asked.add(message)
        return pseudo(message)

    def ngettext(self, singular, plural, number):
        self.asked |= {singular, plural}
        return pseudo(singular if number == 1 else plural)

    def pgettext(self, context, message):
        return pseudo(message)

    def npgettext(self, context, singular, plural, number):
        return pseudo(singular if number == 1 else plural)

    def language(self):
        return CODE

    def to_language(self):
        return CODE


@pytest.fixture
def pseudo_language(settings, monkeypatch):
    """The site speaks the language under /en-xa/; answers what gettext was asked for."""
    known = trans_real.check_for_language
    settings.LANGUAGES = [*settings.LANGUAGES, (CODE, OPEN + "Pseudo" + CLOSE)]
    monkeypatch.setattr(trans_real, "check_for_language", lambda code: code == CODE or known(code))
    spoken = Pseudo()
    monkeypatch.setitem(trans_real._translations, CODE, spoken)
    return spoken.asked


class _Texts(HTMLParser):
    """Texts and attributes that are read out; the names of towns, on maps and in links to them, are nobody's words."""

    def __init__(self):
        super().__init__()
        self.texts, self.silent_in = [], ""

    def handle_starttag(self, tag, attributes):
        of = {name: value or "" for name, value in attributes}
        if (
            tag in ("script", "style", "text")
            or of.get("translate") == "no"
            or (tag == "a" and _A_TOWN.search(of.get("href", "")))
        ):
            self.silent_in = tag
        if tag == "meta" and {of.get("name"), of.get("property")} & _DESCRIBES:
            self.texts.append(of["content"])
        self.texts += [v for name, v in of.items() if name in _READ_OUT or (name.startswith("data-") and " " in v)]

    def handle_endtag(self, tag):
        if tag == self.silent_in:
            self.silent_in = ""

    def handle_data(self, data):
        if not self.silent_in:
            self.texts.append(data)


def outside_brackets(markup):
    """The texts a reader meets on a page (attributes that are read out included) that stand outside all brackets."""
    page = _Texts()
    page.feed(markup)
    depth, outside = 0, []
    for letter in "\n".join(page.texts):
        depth += letter == OPEN
        outside.append(letter if depth == 0 else "\n" if letter == "\n" else "")
        depth -= letter == CLOSE
    return [line.strip() for line in "".join(outside).split("\n") if line.strip()]

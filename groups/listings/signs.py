"""What can be seen in a text, a web address or a phone number that a helper should look at twice: pure functions."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

import phonenumbers
from phonenumbers import Leniency, NumberParseException, PhoneNumberMatcher
from rapidfuzz.distance import OSA

#: Hosts that only pass a reader on: where a link leads can change without us.
SHORTENERS = frozenset(
    "bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly rebrand.ly cutt.ly tiny.cc rb.gy shorturl.at t.ly v.gd "
    "bl.ink s.id lnkd.in qrco.de adf.ly short.io tiny.one".split()
)
#: Hosts that look-alikes are made of. Fellowships' own sites are added by who asks.
KNOWN_HOSTS = frozenset(
    "zoom.us us02web.zoom.us meet.google.com teams.microsoft.com meet.jit.si discord.com discord.gg whereby.com "
    "facebook.com youtube.com intherooms.com smartrecovery.org celebraterecovery.com".split()
)
_SHORTEST_ALIKE = 7
_SELLING = re.compile(
    r"\b(?:insurance (?:is |plans? )?(?:accepted|verified|welcome)|(?:we )?accept(?:s|ing)? (?:most |all |your )?"
    r"(?:\w+ )?insurance|verify (?:your )?(?:insurance|benefits)|admissions?|call (?:us )?(?:now|today)|call 24/?7|"
    r"(?:detox|rehab) (?:beds?|cent(?:er|re)s?|facilit\w+|program\w*)|beds? available|treatment cent(?:er|re)s?|"
    r"inpatient|luxury|private pay|free assessment|placement (?:specialist|advis\w+)|referral (?:line|service|fee)s?|"
    r"limited spaces?|money back|cure[ds]? (?:your )?addiction|guaranteed (?:results|recovery|sobriety))\b",
    re.IGNORECASE,
)
_HOST_IN_TEXT = re.compile(
    r"(?:https?://|www\.)[^\s<>\"']+|\b(?:[a-z0-9-]+\.)+(?:com|org|net|info|help|us|uk|io)\b", re.I
)
# Joiners are letters' business in Persian, Arabic and Indian scripts, and inside emoji.
_JOINERS = "\u200c\u200d\u00ad"
_ALIKE_SCRIPTS = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
_WORD = re.compile(r"[^\W\d_]+")


def host_of(link: str) -> str:
    """The host of a web address in small letters, without "www."; "" where there is none."""
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return ""
    return host.lower().rstrip(".").removeprefix("www.") if host.isprintable() else ""


def parents(host: str) -> list[str]:
    """The host and the hosts it is under: a.b.example.com, b.example.com, example.com."""
    parts = host.split(".")
    return [".".join(parts[start:]) for start in range(max(1, len(parts) - 1))] if host else []


def hosts_in(text: str) -> set[str]:
    """The hosts of web addresses written in a text."""
    found = (match.group().rstrip(".,;:!?)") for match in _HOST_IN_TEXT.finditer(text))
    hosts = {host_of(one if "://" in one else f"https://{one}") for one in found}
    return hosts - {""}


def is_odd_link(link: str) -> bool:
    """Whether an address hides where it leads: letters that are not ASCII, punycode, a user name, a bare number."""
    host = host_of(link)
    if not link:
        return False
    labels = host.split(".")
    is_number = labels[-1].isdigit() or ":" in host
    return not host or not host.isascii() or is_number or "@" in link.split("?")[0] or any(
        label.startswith("xn--") for label in labels
    )  # fmt: skip


def looks_like(host: str, known: Iterable[str]) -> str:
    """The well-known host that this one is mistaken for (one or two letters off), "" for none."""
    known = {*KNOWN_HOSTS, *known}
    if len(host) < _SHORTEST_ALIKE or any(parent in known for parent in parents(host)):
        return ""
    near = (one for one in sorted(known) if len(one) >= _SHORTEST_ALIKE)
    most = {True: 2, False: 1}
    return next((one for one in near if OSA.distance(host, one) <= most[len(one) > 10]), "")


def sells_treatment(text: str) -> bool:
    """Whether a text uses the words with which paid treatment is sold."""
    return bool(_SELLING.search(text))


def has_odd_letters(text: str) -> bool:
    """Whether a text has characters nobody types: marks that turn it round, controls, or a word of mixed alphabets."""
    odd = (letter for letter in text if unicodedata.category(letter)[0] == "C" and letter not in f"\n\r\t{_JOINERS}")
    return any(True for _ in odd) or any(len(_scripts(word)) > 1 for word in _WORD.findall(text))


def _scripts(word: str) -> set[str]:
    return {unicodedata.name(letter, "").split(" ")[0] for letter in word} & _ALIKE_SCRIPTS


def e164(number: str, country: str) -> str:
    """A number with + and its country's code, read as one of `country` (ISO code) without; "" for what is none."""
    try:
        parsed = phonenumbers.parse(number, country or None)
    except NumberParseException:
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def numbers_in(text: str, country: str) -> set[str]:
    """The phone numbers in a text, with + and their country's code; `country` is that of numbers without one."""
    found = PhoneNumberMatcher(text, country or "ZZ", leniency=Leniency.POSSIBLE)
    return {phonenumbers.format_number(one.number, phonenumbers.PhoneNumberFormat.E164) for one in found}


def calling_code(number: str, country: str) -> int | None:
    """The calling code of a number (44, 1…); None for what is no number."""
    plain = e164(number, country)
    return phonenumbers.parse(plain).country_code if plain else None


def home_code(country: str) -> int | None:
    """The calling code of a country (ISO code); None for one without."""
    return phonenumbers.country_code_for_region(country) or None

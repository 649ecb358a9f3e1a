"""Taking people's contact details out of free text: e-mail addresses, telephone numbers, names, payment handles."""

import re
from functools import lru_cache

import phonenumbers

_MARK = "\ufffc"
_EMAIL = re.compile(
    r"(?:mailto:)?[\w.+'-]+(?:[@＠]|\s*[\[(]\s*at\s*[\])]\s*)[\w-]+(?:(?:\.|\s*[\[(]\s*dot\s*[\])]\s*)[\w-]+)+"
    r"|[\w.+'-]+\s+at\s+[\w-]+(?:\s+dot\s+[\w-]+)+",
    re.IGNORECASE,
)
_PAYER = r"(?:venmo|cash\s?app|pay\s?pal|zelle)"
_PAYMENT = re.compile(
    rf"(?:https?://)?(?:www\.)?\b(?:paypal\.me|venmo\.com|cash\.app)/\S*\w"
    rf"|\b{_PAYER}[^\w@$\n]{{0,3}}(?:@\w|\$[a-z])[\w.-]*(?<![.-])|(?<!\w)[@$][a-z][\w.-]*\W{{1,3}}(?:on|at|via)?\s*{_PAYER}\b",
    re.IGNORECASE,
)
_NOT_WITHIN = r"(?<![\w/=?&.,#-])"
# By shape, because phonenumbers finds only numbers that can exist, and feeds hold mistyped ones as well.
_PHONE_SHAPES = re.compile(
    rf"{_NOT_WITHIN}(?:\+?1[\s.-]*)?(?:\(\d{{3}}\)\s*|\d{{3}}\s*[-.–—/ ]\s*)\d{{3}}\s*[-.–—· ]\s*\d{{4}}"
    rf"(?:\s*(?:x|ext\.?)\s*\d{{1,6}})?(?:,+[\d#*,]+)?(?!\w)"
    rf"|{_NOT_WITHIN}\(?\d{{3}}\)?[\s.-]{{0,2}}\d{{7}}(?!\w)"
    r"|(?<!\w)\+\d[\d\s().-]{7,16}\d(?!\w)"
    rf"|{_NOT_WITHIN}\(?0\d{{2,4}}\)?[\s-]\d{{3,4}}[\s-]\d{{3,4}}(?!\w)"
    rf"|{_NOT_WITHIN}\(?0\d{{3,4}}\)?[\s-]?\d{{6}}(?!\w)"
)
# Elsewhere three and four digits may be a postal code.
_LOCAL_SHAPE = re.compile(rf"{_NOT_WITHIN}\d{{3}}[-.]\d{{4}}(?![\w-])")
_LOCAL_COUNTRIES = ("US", "CA")
# Behind an @ stands an address's host, and what follows its slash may be the next address or number.
_URL = re.compile(r"https?://\S+|www\.\S+|(?<![\w.@＠-])[\w.-]+\.[a-z]{2,}/\S*", re.IGNORECASE)
# The number of an online room is no telephone number, however alike they look.
_ROOM_BEFORE = re.compile(
    r"(?:\bid|\bpmi|\bpin|pass(?:word|code)|\bcode|\bpwd?|\broom|zoom(?:\s+meeting)?|\baccess)\W{0,4}"
    r"(?:is\W{1,3})?[\d ]*\Z",
    re.IGNORECASE,
)
_PERSON = r"[A-Z][a-zà-ÿ]+(?:\s+(?:[A-Z][a-zà-ÿ]+|[A-Z]\b\.?))?"
_PEOPLE = rf"{_PERSON}(?:\s*(?:,|&|/|\bor\b|\band\b)\s*{_PERSON})*"
_NAMED_BEFORE = re.compile(
    rf"(?:(?<=[.;:,(!?\n\ufffc])|\b(?:or|and|with|to)\b|\A)\s*(?P<who>{_PEOPLE})\s*[-:,@]*\s*{_MARK}"
)
_VERB = r"(?:contact|write|call|phone|text|ring|e-?mail|message|reach|ask\s+for|speak\s+(?:to|with))"
_ASIDE = r"(?:[A-Z]\.|[^.;!?\n()\ufffc]){0,60}?"
_VERB_BEFORE = re.compile(
    rf"\b(?:(?:or\s+|and\s+)?(?:please\s+)?{_VERB}\b{_ASIDE}"
    rf"|(?:phone|tel|telephone|cell|mobile|fax|e-?mail)\b[\s.:#]*){_MARK}",
    re.IGNORECASE,
)
_ROLE = (
    r"(?:(?:[Pp]lease\s+)?(?:[Cc]ontact|CONTACT)(?:\s+(?:person|name))?|[Aa]sk\s+for"
    r"|(?:[Ss]ecretary|GSR|[Hh]ost|[Cc]hair(?:person)?)(?=\s*:))"
)
# Only where a sentence begins: "Conscious Contact Group" is a name, "Contact Bob S." a person.
_CONTACT_NAME = re.compile(
    rf"(?:\A|(?<=[.;:!?\n(]))\s*{_ROLE}\s*[:-]?\s+(?P<who>{_PEOPLE})"
    r"(?=\s*(?:\Z|[.,;:!?\n)]|for\b|to\b|at\b|if\b|with\b|via\b))"
)
_NOT_PEOPLE = set(
    "us intergroup central church office the group area district local zoom meeting for host your our this if online "
    "information info person hotline helpline in aa na service services secretary only at via number security front "
    "before monday tuesday wednesday thursday friday saturday sunday club alano hospital center centre to is by "
    "website message skype rotates conference phone answering".split()
)
_WORTH_A_LOOK = re.compile(
    r"[@＠$]|\[at\]|\(at\)|\bdot\b|paypal\.me|venmo\.com|\bcontact|\bask\b|secretary|gsr|host|chair"
    r"|(?:\d[^\dA-Za-z\n]{0,3}){6}\d",
    re.IGNORECASE,
)


def without_contacts(text: str, country: str = "", *, names: bool = True) -> str:
    """`text` without e-mail addresses, telephone numbers and payment handles; with `names` also without their people.

    Web links and the numbers of online rooms ("Zoom ID 639 479 9909") stay. `country` is an ISO code for its
    national numbers, or empty. Which words are a person's name is a guess from how contact lines are written.
    """
    if not _WORTH_A_LOOK.search(text):
        return text
    marked = re.sub(rf"[(\[<]\s*{_MARK}\s*[)\]>]", _MARK, _marked(text, country))
    if names:
        marked = _NAMED_BEFORE.sub(_without_person, marked)
        marked = _CONTACT_NAME.sub(_without_person, marked)
        marked = _VERB_BEFORE.sub(_MARK, marked)
    marked = _PAYMENT.sub(_MARK, marked)
    return _tidy(marked) if _MARK in marked else text


def _marked(text: str, country: str) -> str:
    links = [found.span() for found in _URL.finditer(text)]
    spans = [found.span() for found in _EMAIL.finditer(text)]
    spans += [span for span in _phone_spans(text, country) if not _ROOM_BEFORE.search(text[: span[0]][-40:])]
    for start, end in reversed(_merged(spans)):
        if not any(start < link_end and link_start < end for link_start, link_end in links):
            text = text[:start] + _MARK + text[end:]
    return text


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one: cutting one twice would take the words behind it too."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            first = merged.pop()
            start, end = first[0], max(first[1], end)
        merged.append((start, end))
    return merged


@lru_cache(maxsize=4096)
def _phone_spans(text: str, country: str) -> tuple[tuple[int, int], ...]:
    spans = {found.span() for found in _PHONE_SHAPES.finditer(text)}
    if country in _LOCAL_COUNTRIES:
        spans |= {found.span() for found in _LOCAL_SHAPE.finditer(text)}
    for found in phonenumbers.PhoneNumberMatcher(text, country or None):
        if not any(start < found.end and found.start < end for start, end in spans):
            spans.add((found.start, found.end))
    return tuple(sorted(spans))


def _without_person(found: re.Match[str]) -> str:
    first = found["who"].split()[0].strip(",.").lower()
    return found[0] if first in _NOT_PEOPLE else f" {_MARK}"


def _tidy(text: str) -> str:
    text = re.sub(rf"[ \t]*[(\[<]\s*{_MARK}\s*[)\]>]?", _MARK, text)
    text = re.sub(rf"(?:[ \t]*(?:[-–—:;,/&|]|\b(?:or|and|at)\b)*[ \t]*{_MARK})+", "", text)
    text = re.sub(r"[ \t]+([.,;:!?)])", r"\1", text)
    text = re.sub(r"([.,;:!?])(?:\s*[.,;:])+(?=\s|\Z)", r"\1", text)
    lines = [re.sub(r"[ \t]{2,}", " ", line).strip(" \t-–—,;:|/") for line in text.split("\n")]
    return "\n".join(lines).strip().removeprefix(".").strip()

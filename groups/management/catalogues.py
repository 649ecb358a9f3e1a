"""The catalogues of translations: what stands in them, whether they are in step, and their compiled form.

Babel does all of it, so that neither a translator nor a server needs the tools of GNU gettext.
"""

import json
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

VOCABULARY = Path(settings.BASE_DIR) / "groups" / "vocabulary"

#: What of the vocabulary is words; all else is a name, a number or an address, and the same in every language.
WORDS = {
    "philosophies": "name summary description belief abstinence method sponsor cost who_leads online".split(),
    "features": ["name", "description"],
    "languages": ["name"],
    "fellowships": ["summary", "for_whom"],
    "helplines": "hours cost for_whom who_answers text_instructions".split(),
    "practical": ["summary"],
}
_OF_EMERGENCY = ("name", "owner")

# Only operators read these, in English.
_NOT_FOR_VISITORS = ("admin", "management", "migrations", "feeds", "api")
_KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_TAG = re.compile(r"</?\w+[^>]*>")
# Numbers to dial and words to send: a slip in one of them would lead nowhere.
_AS_IT_IS = re.compile(r"\d{3,}|\b[A-Z]{4,}\b")


def locales() -> list[str]:
    """The languages that have a folder."""
    return sorted(path.parent.parent.name for path in _folder().glob("*/LC_MESSAGES/django.po"))


def sentences() -> Catalog:
    """Everything a visitor can see, from code, templates and vocabulary, without translations."""
    catalog = Catalog(charset="utf-8")
    for message, comments, context in (*_of_code(), *_of_templates()):
        catalog.add(message, auto_comments=comments, context=context)
    for where, text in words_of_vocabulary():
        catalog.add(text, auto_comments=[where])
    return catalog


def read(locale: str) -> Catalog:
    """The catalogue of a language as it stands in its folder; raises OSError where it has none."""
    with open(_po(locale), "rb") as file:
        return read_po(file, locale=locale)


def update(locale: str, wanted: Catalog) -> None:
    """Brings the catalogue in step with the sentences: new ones wait for words, others' translations go; compiles it.

    A sentence that changed is a new one. Makes the folder of a language that has none.
    """
    path = _po(locale)
    catalog = read(locale) if path.exists() else _new(locale)
    catalog.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as file:
        write_po(file, catalog, width=0, no_location=True, ignore_obsolete=True)
    path.with_suffix(".mo").write_bytes(compiled(read(locale)))


def compiled(catalog: Catalog) -> bytes:
    """The .mo of a catalogue; what is not translated, or marked as doubtful, is not in it."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def problems(locale: str, wanted: Catalog) -> list[str]:
    """What is wrong with the catalogue of a language, a sentence each; missing translations are not."""
    catalog = read(locale)
    have, want = ({(m.context, m.id) for m in c if m.id} for c in (catalog, wanted))
    found = [f"is not in the catalogue: {_short(text)}" for _, text in sorted(want - have, key=str)]
    found += [f"is no longer used: {_short(text)}" for _, text in sorted(have - want, key=str)]
    found += [f"{trouble}: {_short(m.id)}" for m in catalog if m.id for trouble in _troubles(m)]
    mo = _po(locale).with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(catalog):
        found.append("django.mo is not made of django.po")
    return found


def untranslated(locale: str) -> list[str]:
    """The sentences that wait for a translation, whole or in one of their plural forms."""
    return [_short(message.id) for message in read(locale) if message.id and not all(_forms(message.string))]


def words_of_vocabulary() -> Iterator[tuple[str, str]]:
    """(file and field, text) of each text in the vocabulary we ship that is words."""
    for file, fields in WORDS.items():
        for row in json.loads((VOCABULARY / f"{file}.json").read_text(encoding="utf-8")):
            more = _OF_EMERGENCY if row.get("kind") == "emergency" else ()
            yield from ((f"{file}: {field}", row[field]) for field in (*fields, *more) if row.get(field))


def _of_code() -> Iterator[tuple[Any, list[str], str | None]]:
    base = Path(settings.BASE_DIR) / "groups"
    for path in sorted(base.rglob("*.py")):
        if path.relative_to(base).parts[0] not in _NOT_FOR_VISITORS:
            yield from _extracted(path.read_text(encoding="utf-8"))


def _of_templates() -> Iterator[tuple[Any, list[str], str | None]]:
    base = Path(settings.BASE_DIR) / "templates"
    for path in sorted(path for path in base.rglob("*.*") if path.is_file()):
        if path.relative_to(base).parts[0] not in _NOT_FOR_VISITORS:
            code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            # Each line for itself: the indentation of a template is none of Python's.
            yield from _extracted("\n".join(line.strip() for line in code.splitlines()))


def _extracted(code: str) -> Iterator[tuple[Any, list[str], str | None]]:
    found = extract("python", BytesIO(code.encode()), _KEYWORDS, comment_tags=["Translators"])
    for _line, message, comments, context in found:
        yield message, comments, context


def _troubles(message: Message) -> Iterator[str]:
    """What a translation may not change, and that nobody has looked at a doubtful one."""
    if message.fuzzy:
        yield "is marked as fuzzy"
    source = _forms(message.id)
    for form in filter(None, _forms(message.string)):
        if set(_TAG.findall(form)) != {tag for text in source for tag in _TAG.findall(text)}:
            yield "has other tags"
        if not _fits(_in(_PLACEHOLDER, [form]), _in(_PLACEHOLDER, source), bool(message.pluralizable)):
            yield "has other placeholders"
        if not _in(_AS_IT_IS, source) <= _in(_AS_IT_IS, [form]):
            yield "lacks a number or a word to send"


def _fits(have: set[str], want: set[str], plural: bool) -> bool:
    # "One hour" and "two hours" need no number in some languages.
    return want - {"%(count)s"} <= have <= want if plural else have == want


def _in(pattern: re.Pattern[str], texts: Iterable[str]) -> set[str]:
    return {found for text in texts for found in pattern.findall(text)}


def _forms(text: Any) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, (tuple, list)) else (text,)


def _short(text: Any) -> str:
    first = _forms(text)[0]
    return f"“{first[:70]}…”" if len(first) > 70 else f"“{first}”"


def _new(locale: str) -> Catalog:
    """An empty catalogue; its plural forms are those CLDR knows for the language."""
    nobody = dict.fromkeys(("version", "msgid_bugs_address", "last_translator", "language_team"), "-")
    return Catalog(locale, "django", "# See docs/languages.md", "directory", charset="utf-8", fuzzy=False, **nobody)


def _folder() -> Path:
    return Path(settings.LOCALE_PATHS[0])


def _po(locale: str) -> Path:
    return _folder() / locale / "LC_MESSAGES" / "django.po"

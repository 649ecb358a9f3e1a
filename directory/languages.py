"""Which languages the site speaks: English, in which its texts are written, and each with a folder of translations."""

from pathlib import Path

from django.conf.locale import LANG_INFO
from django.utils.translation import to_language

SOURCE = "en"


def languages_in(folder: Path) -> list[tuple[str, str]]:
    """(code, own name) of the languages in a folder of catalogues, by code; English first."""
    compiled = folder.glob("*/LC_MESSAGES/django.mo")
    codes = sorted({to_language(path.parent.parent.name) for path in compiled} - {SOURCE})
    return [(code, _own_name(code)) for code in (SOURCE, *codes)]


def _own_name(code: str) -> str:
    """As its speakers write it; the code itself for a language that Django does not know."""
    facts = LANG_INFO.get(code, {})
    name = LANG_INFO.get(facts.get("fallback", [code])[0], {}).get("name_local", code)
    return name[:1].upper() + name[1:]

"""In which language something goes on paper: `in=` of its address, which need not be the language of the screen."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, get_language_info


def language_of(parameters: Mapping[str, Any]) -> str:
    """The code of the language asked for (`in`), else that of the page."""
    asked = parameters.get("in")
    return asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE


def direction_of(language: str) -> str:
    """Where a language (its code) is read to: "ltr" or "rtl"."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"

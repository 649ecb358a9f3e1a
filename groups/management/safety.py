"""The sentences a life may hang on, and which of their translations a native reader has seen."""

import json
from pathlib import Path

from django.conf import settings
from django.utils import translation

#: One file for all languages; beside a catalogue, `checked.json` holds {sentence: the translation that was read}.
SENTENCES = "safety.json"
CHECKED = "checked.json"


def sentences() -> list[str]:
    """The sentences that a native reader should see before people rely on them."""
    return json.loads((_folder() / SENTENCES).read_text(encoding="utf-8"))


def unchecked(locale: str) -> list[str]:
    """Those whose translation nobody who grew up with the language has read, or that changed since."""
    path = _folder() / locale / CHECKED
    read = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return [text for text, words in _translations(locale).items() if read.get(text) != words]


def note_as_checked(locale: str) -> int:
    """Writes down that a native reader has read the translations as they are now; how many."""
    # What has no translation is shown in English, and nothing has been read.
    read = {text: words for text, words in _translations(locale).items() if words != text}
    text = json.dumps(read, ensure_ascii=False, indent=1)
    (_folder() / locale / CHECKED).write_text(f"{text}\n", encoding="utf-8")
    return len(read)


def _translations(locale: str) -> dict[str, str]:
    with translation.override(translation.to_language(locale)):
        return {text: translation.gettext(text) for text in sentences()}


def _folder() -> Path:
    return Path(settings.LOCALE_PATHS[0])

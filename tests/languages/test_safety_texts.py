"""Sentences a life may hang on: every one is listed, and the operator is told which no native reader has seen."""

import re
import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from directory import checks
from groups.management import catalogues, safety

IN_TAGS = re.compile(r"""{%\s*translate\s+["']([^"%]+)["']\s*%}""")
OF_SAFETY = ("_crisis_strip.html", "_help_lines.html", "pages/_safety.html", "pages/_no_lines.html")


@pytest.fixture
def own_folder(tmp_path, settings):
    """A copy of what we ship, to write in."""
    settings.LOCALE_PATHS = [shutil.copytree(settings.LOCALE_PATHS[0], tmp_path / "locale")]
    return tmp_path / "locale"


def said():
    return {message.msg.partition(":")[0]: message.msg for message in checks.safety_texts_are_read()}


def test_each_is_a_sentence_of_the_site():
    have = {text for message in catalogues.sentences() for text in catalogues._forms(message.id)}
    assert set(safety.sentences()) - have == set()


def test_those_of_the_crisis_strip_the_help_lines_and_the_warnings_are_all_among_them():
    pages = [(settings.BASE_DIR / "templates" / name).read_text() for name in OF_SAFETY]
    texts = {text for page in pages for text in IN_TAGS.findall(page)} - {"Join online"}
    assert len(texts) > 8
    assert texts - set(safety.sentences()) == set()


def test_the_docs_list_them():
    docs = (settings.BASE_DIR / "docs" / "languages.md").read_text()
    listed = docs.partition("groups/locale/safety.json`:\n\n")[2].strip().splitlines()
    assert [line.removeprefix("- ") for line in listed] == safety.sentences()


def test_the_operator_is_told_of_each_language(own_folder):
    number = len(safety.sentences())
    assert said() == {
        "العربيّة": f"العربيّة: no native reader has checked {number} of the {number} safety texts.",
        "Español": f"Español: no native reader has checked {number} of the {number} safety texts.",
    }


def test_what_a_native_reader_has_read_is_no_longer_told(own_folder, monkeypatch):
    words = {text: f"«{text}»" for text in safety.sentences()}
    monkeypatch.setattr(safety, "_translations", lambda locale: words)
    call_command("messages", checked="es", verbosity=0)
    assert safety.unchecked("es") == []
    assert set(said()) == {"العربيّة"}


def test_a_translation_that_changed_is_unread_again(own_folder, monkeypatch):
    words = {text: f"«{text}»" for text in safety.sentences()}
    monkeypatch.setattr(safety, "_translations", lambda locale: words)
    call_command("messages", checked="es", verbosity=0)
    words["In danger now?"] = "¿Está en peligro?"
    assert safety.unchecked("es") == ["In danger now?"]


def test_what_is_not_translated_cannot_have_been_read(own_folder, monkeypatch):
    monkeypatch.setattr(safety, "_translations", lambda locale: {"In danger now?": "In danger now?"})
    call_command("messages", checked="es", verbosity=0)
    assert safety.unchecked("es") == ["In danger now?"]


def test_a_language_without_a_folder_cannot_be_checked(own_folder):
    with pytest.raises(CommandError, match="fr has no folder"):
        call_command("messages", checked="fr")

"""Each catalogue holds every sentence a visitor can see, once, and no translation can break a page."""

import ast
import gettext
import json
import re

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from directory.languages import languages_in
from groups.management import catalogues

IN_TAGS = re.compile(r"""{%\s*translate\s+("[^"]+"|'[^']+')""")
FUNCTIONS = {"_", "gettext", "gettext_lazy", "ngettext"}


@pytest.fixture
def folder(tmp_path, settings):
    """An empty folder of catalogues."""
    settings.LOCALE_PATHS = [tmp_path]
    return tmp_path


@pytest.fixture
def catalogue(folder):
    """Writes a catalogue of these pairs; answers what is wrong with it, as far as these sentences go."""

    def write(*entries):
        call_command("messages", add="es", verbosity=0)
        catalog = catalogues.read("es")
        for text, translation, *flags in entries:
            catalog.delete(text if isinstance(text, str) else text[0])
            catalog.add(text, translation, flags=flags)
        with open(folder / "es" / "LC_MESSAGES" / "django.po", "wb") as file:
            catalogues.write_po(file, catalog, width=0)
        found = catalogues.problems("es", catalog)
        return {line.partition(":")[0] for line in found} - {"django.mo is not made of django.po"}

    return write


def test_the_catalogues_we_ship_are_in_step():
    wanted = catalogues.sentences()
    assert {name: catalogues.problems(name, wanted) for name in catalogues.locales()} == {"ar": [], "es": []}


def test_every_sentence_of_the_code_is_in_the_catalogue():
    have = {text for message in catalogues.sentences() for text in catalogues._forms(message.id)}
    calls = [
        node
        for folder in ("pages", "search")
        for path in (settings.BASE_DIR / "groups" / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS
    ]
    texts = {arg.value for call in calls for arg in call.args[:2] if isinstance(arg, ast.Constant)}
    assert len(texts) > 80
    assert texts - have == set()


def test_every_sentence_of_the_templates_is_in_the_catalogue():
    have = {text for message in catalogues.sentences() for text in catalogues._forms(message.id)}
    pages = [p for p in (settings.BASE_DIR / "templates").rglob("*.html") if "admin" not in p.parts]
    texts = {ast.literal_eval(text) for page in pages for text in IN_TAGS.findall(page.read_text())}
    assert len(texts) > 150
    assert texts - have == set()


def test_the_words_of_the_vocabulary_are_in_the_catalogue_and_its_names_and_numbers_are_not():
    have = {message.id for message in catalogues.sentences() if isinstance(message.id, str)}
    lines = json.loads((catalogues.VOCABULARY / "helplines.json").read_text())
    fellowships = json.loads((catalogues.VOCABULARY / "fellowships.json").read_text())
    assert {row["hours"] for row in lines} <= have
    assert {row["summary"] for row in fellowships} <= have
    numbers = {row[key] for row in lines for key in ("number", "number_international", "text_number") if row[key]}
    assert numbers & have == set()
    assert {row["name"] for row in fellowships} & have == set()


def test_what_only_operators_read_is_not_in_the_catalogue():
    have = {message.id for message in catalogues.sentences()}
    assert not {"the organiser", "Degrees.", "Waiting for a moderator"} & have


def test_a_new_language_is_one_folder(folder):
    call_command("messages", add="pt_BR", verbosity=0)
    assert languages_in(folder) == [("en", "English"), ("pt-br", "Português Brasileiro")]
    assert sorted(path.name for path in folder.rglob("*.*o")) == ["django.mo", "django.po"]


def test_a_name_that_is_no_language_is_refused(folder):
    with pytest.raises(CommandError, match="klingonese is no language we know"):
        call_command("messages", add="klingonese")
    assert list(folder.iterdir()) == []


def test_translations_survive_and_are_compiled(folder, catalogue):
    catalogue(("In person", "En persona"))
    call_command("messages", verbosity=0)
    with open(folder / "es" / "LC_MESSAGES" / "django.mo", "rb") as file:
        assert gettext.GNUTranslations(file).gettext("In person") == "En persona"
    call_command("messages", check=True, verbosity=0)


def test_a_sentence_that_nobody_uses_is_out_of_step(catalogue, folder):
    catalogue(("Nobody says this.", "Nadie dice esto."))
    with pytest.raises(CommandError, match="is no longer used: “Nobody says this.”"):
        call_command("messages", check=True)


def test_a_compiled_catalogue_of_other_words_is_out_of_step(catalogue, folder):
    catalogue(("In person", "En persona"))
    with pytest.raises(CommandError, match="django.mo is not made of django.po"):
        call_command("messages", check=True)


@pytest.mark.parametrize(
    ("text", "translation", "trouble"),
    [
        ("Groups near %(place)s", "Grupos cerca", "has other placeholders"),
        ("Groups near %(place)s", "Grupos cerca de %(lugar)s", "has other placeholders"),
        ("Kept on {when}", "Guardado", "has other placeholders"),
        ("Press <b>here</b>", "Pulse aquí", "has other tags"),
        ("Text SHOUT to 85258", "Envíe GRITO al 85258", "lacks a number or a word to send"),
        ("Text SHOUT to 85258", "Envíe SHOUT al 85528", "lacks a number or a word to send"),
    ],
)
def test_a_translation_that_would_break_a_page_is_refused(catalogue, text, translation, trouble):
    assert catalogue((text, translation)) == {trouble}


def test_a_doubtful_translation_is_refused(catalogue):
    assert catalogue(("In person", "En persona", "fuzzy")) == {"is marked as fuzzy"}


def test_one_hour_needs_no_number(catalogue):
    hours = ("%(count)s hour", "%(count)s hours")
    assert catalogue((hours, ("una hora", "%(count)s horas"))) == set()
    assert catalogue((hours, ("una hora", "%(number)s horas"))) == {"has other placeholders"}


def test_missing_translations_fail_only_where_completeness_is_asked_for(catalogue, folder):
    catalogue()
    call_command("messages", check=True, verbosity=0)
    with pytest.raises(CommandError, match="no translation of “In person”"):
        call_command("messages", check=True, complete=True)

"""`manage.py check` says what is wrong with the settings, and what is still to do before the site opens."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection

from directory import checks
from groups.models import HelpLine
from groups.paper import pdf

ROOT = Path(__file__).parents[2]


def messages(**options):
    found = run_checks(**options)
    return {message.id: message for message in found if message.id.startswith("directory.")}


@pytest.fixture
def public(settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://directory.example", ["directory.example"]
    return settings


def help_line(**fields):
    defaults = {"slug": "x", "country": "GB", "kind": "support", "name": "X", "number": "1", "known_on": "2026-01-01"}
    return HelpLine.objects.create(website="https://example.org/", **defaults | fields)


def test_the_settings_we_ship_are_right():
    assert messages() == {}


@pytest.mark.parametrize(
    ("setting", "value", "problem"),
    [
        ("SITE_URL", "directory.example", "directory.E001"),
        ("SITE_URL", "https://directory.example/path", "directory.E001"),
        ("SITE_URL", "ftp://directory.example", "directory.E001"),
        ("DEFAULT_COUNTRY", "UK", "directory.E002"),
        ("DEFAULT_COUNTRY", "", "directory.E002"),
        ("EXIT_URL", "http://example.org", "directory.E003"),
        ("EXIT_URL", "javascript:alert(1)", "directory.E003"),
        ("TILE_URL", "http://tiles.example/{z}/{x}/{y}.png", "directory.E004"),
        ("TILE_URL", "https://tiles.example/", "directory.E004"),
        ("TRUSTED_PROXIES", ["proxy.internal"], "directory.E005"),
        ("GEOCODERS", ["everyone:https://example.org"], "directory.E006"),
        ("GEOCODERS", ["nominatim"], "directory.E006"),
        ("STAFF_SECOND_STEP", "requried", "directory.E008"),
        ("STAFF_SECOND_STEP", "", "directory.E008"),
    ],
)
def test_a_setting_that_cannot_work_is_an_error_in_words(settings, setting, value, problem):
    setattr(settings, setting, value)
    found = messages()
    assert list(found) == [problem]
    assert setting in found[problem].msg


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("SITE_URL", "http://127.0.0.1:8000"),
        ("SITE_URL", "https://[::1]:8443"),
        ("TILE_URL", "https://tiles.example/{z}/{x}/{y}.png"),
        ("TRUSTED_PROXIES", ["127.0.0.1", "10.0.0.0/8", "::1"]),
        ("GEOCODERS", ["photon:https://photon.example.org"]),
        ("STAFF_SECOND_STEP", "required"),
    ],
)
def test_a_setting_that_works_is_not(settings, setting, value):
    setattr(settings, setting, value)
    assert messages() == {}


def test_a_street_map_must_say_whose_it_is(settings):
    settings.TILE_URL, settings.TILE_CREDIT = "https://tiles.example/{z}/{x}/{y}.png", " "
    assert list(messages()) == ["directory.E007"]


def test_a_host_that_is_not_allowed_is_a_warning(public):
    public.ALLOWED_HOSTS = ["other.example"]
    assert "directory.W001" in messages(include_deployment_checks=True, tags=[Tags.security])


@pytest.mark.parametrize("hosts", [["directory.example"], ["*"], [".example"]])
def test_a_host_that_is_allowed_is_not(public, hosts):
    public.ALLOWED_HOSTS = hosts
    assert "directory.W001" not in messages(include_deployment_checks=True, tags=[Tags.security])


def test_help_lines_that_nobody_has_rung_are_counted_as_information(db):
    help_line()
    help_line(slug="y", confirmed_on=date(2026, 11, 1))
    (message,) = checks.help_lines_are_confirmed()
    assert (message.id, message.msg) == ("directory.I004", "Nobody has rung 1 of the 2 help lines yet.")


def test_once_all_are_rung_nothing_is_said(db):
    help_line(confirmed_on=date(2026, 11, 1))
    assert checks.help_lines_are_confirmed() == []


def test_a_default_country_without_a_help_line_is_a_warning(db, settings):
    settings.DEFAULT_COUNTRY = "FJ"
    help_line(confirmed_on=date(2026, 11, 1))
    (message,) = checks.help_lines_are_confirmed()
    assert (message.id, message.is_serious()) == ("directory.W002", False)


def test_a_machine_that_cannot_make_pdfs_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(pdf, "_LIBRARIES", {"libpango": ("libpango-that-nobody-has.so",)})
    (message,) = checks.pdfs_can_be_made()
    assert (message.id, message.msg) == ("directory.I006", "There are no PDFs without libpango.")
    assert "apt-get install libpango-1.0-0" in message.hint


def test_a_broken_search_index_is_a_warning_of_the_database_checks(db):
    dropped = "TRIGGER groups_searchentry_added" if connection.vendor == "sqlite" else "INDEX search_entry_nearest"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP {dropped}")
    assert "directory.W003" not in messages()
    assert "directory.W003" in messages(tags=[Tags.database], databases=["default"])


def test_a_clean_clone_with_an_empty_database_passes_the_checks_of_a_public_site(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "SITE_URL": "https://directory.example",
        "ALLOWED_HOSTS": "directory.example",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}",
        "GAZETTEER_PATH": str(tmp_path / "places.sqlite3"),
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "build_gazetteer" in done.stderr

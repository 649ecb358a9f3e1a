"""With an https address every cookie is bound to this host, and the browser is told to use nothing but HTTPS."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import get_hasher
from django.test import Client

_ROOT = Path(__file__).parents[2]
_SCRIPT = """
import json, django
django.setup()
from django.conf import settings
names = [name for name in dir(settings) if name.startswith(("SESSION_", "CSRF_", "SECURE_", "MESSAGE_", "SHORTLIST_"))]
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


@pytest.fixture(scope="module")
def public():
    """The settings of a site with an https address, in a process of its own: they are worked out once, at the start."""
    own = {"SITE_URL": "https://directory.example", "ALLOWED_HOSTS": "directory.example", "DEBUG": "false"}
    own |= {"DJANGO_SETTINGS_MODULE": "directory.settings", "SECRET_KEY": "x" * 60}
    command = [sys.executable, "-c", _SCRIPT]
    done = subprocess.run(command, cwd=_ROOT, env=os.environ | own, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("cookie", ["SESSION", "CSRF"])
def test_a_cookie_belongs_to_this_host_alone_and_no_script_reads_it(public, cookie):
    assert public[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
    assert public[f"{cookie}_COOKIE_SECURE"] is True
    assert public[f"{cookie}_COOKIE_HTTPONLY"] is True
    assert public[f"{cookie}_COOKIE_SAMESITE"] == "Lax"
    # What a browser asks of that prefix.
    assert (public[f"{cookie}_COOKIE_PATH"], public[f"{cookie}_COOKIE_DOMAIN"]) == ("/", None)


def test_the_only_other_cookie_is_that_of_the_shortlist(public):
    assert public["MESSAGE_STORAGE"].endswith("SessionStorage")
    assert public["SHORTLIST_COOKIE_NAME"].startswith("__Host-")


def test_the_number_of_a_session_says_nothing_and_its_data_stay_with_us(public):
    assert public["SESSION_ENGINE"] == "django.contrib.sessions.backends.db"
    assert public["SESSION_COOKIE_AGE"] == 7 * 24 * 60 * 60


def test_http_leads_to_https_and_stays_there_for_a_year(public, settings):
    for name, value in public.items():
        if name.startswith("SECURE_"):
            setattr(settings, name, value)
    plain = Client().get("/about/")
    assert (plain.status_code, plain["Location"]) == (301, "https://testserver/about/")
    secure = Client().get("/livez", secure=True)
    assert secure["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_passwords_are_kept_as_django_s_slow_hash_of_today():
    assert settings.PASSWORD_HASHERS[0].endswith("PBKDF2PasswordHasher")
    assert get_hasher("default").iterations >= 600_000

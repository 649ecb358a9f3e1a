"""A real browser against a running site. Without Chromium these tests are left out; on CI that is a failure."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import sync_playwright

from groups.pages import cards, maps
from groups.places import chain
from tests.pages.conftest import ShortList, lookup
from tests.places.conftest import package_dir, small_file  # noqa: F401 - fixtures

# Playwright runs an event loop in this thread, which Django would otherwise take for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = Path(os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium"))
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM.exists():
        message = f"Chromium is not at {CHROMIUM}: install it, or say where it is with CHROMIUM_PATH."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(live_server, transactional_db, settings, monkeypatch, small_file):  # noqa: F811 - the fixture
    """The address of a running site with the example listings; places come from a short list."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.GAZETTEER_PATH = small_file
    monkeypatch.setattr(chain, "lookup", lookup)
    monkeypatch.setattr(chain, "gazetteer", ShortList)
    cards.forget()
    maps.forget()
    call_command("load_vocabulary", verbosity=0)
    call_command("load_examples", verbosity=0)
    return live_server.url


@pytest.fixture
def visit(chromium, site):
    """Opens a page of the site in a fresh context: visit(path, **context options)."""
    contexts = []

    def open_page(path, **options):
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.requests = []
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()

"""Which host the street map's pictures may come from."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from directory.tiles import origins_of_tiles

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("url", "origins"),
    [
        ("", []),
        ("https://tiles.example/{z}/{x}/{y}.png?key=1", ["https://tiles.example"]),
        ("https://{s}.tiles.example:8443/{z}/{x}/{y}.png", ["https://*.tiles.example:8443"]),
    ],
)
def test_one_host_is_allowed_and_only_where_tiles_are_set(url, origins):
    assert origins_of_tiles(url) == origins


@pytest.mark.parametrize(
    ("url", "sources"), [("", ["data:"]), ("https://tiles.example/{z}/{x}/{y}.png", ["data:", "https://tiles.example"])]
)
def test_the_policy_of_the_site_follows_the_setting(url, sources):
    code = "from directory import settings; print(*settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'][1:])"
    environment = {"PATH": os.environ["PATH"], "TILE_URL": url}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout.split() == sources


def test_the_privacy_page_names_the_host(client, db, settings):
    settings.TILE_URL = "https://{s}.tiles.example/{z}/{x}/{y}.png"
    assert "street map come from tiles.example." in client.get("/privacy/").content.decode()

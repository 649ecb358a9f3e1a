"""The site can be installed, in each language, under a name that tells nobody why."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_manifest_starts_where_its_language_starts(client):
    facts = client.get("/es/manifest.webmanifest").json()
    assert (facts["lang"], facts["dir"], facts["start_url"]) == ("es", "ltr", "/es/")
    assert client.get("/manifest.webmanifest").json()["start_url"] == "/"


def test_the_manifest_has_the_icons_a_phone_asks_for(client):
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in response.json()["icons"]}


def test_the_service_worker_is_asked_for_afresh_and_names_its_shell(client):
    response = client.get("/sw.js")
    assert response["Content-Type"] == "text/javascript"
    assert "no-cache" in response["Cache-Control"]
    assert response.content.decode().startswith('const SHELL = ["/kept/"')


def test_the_list_of_kept_pages_holds_the_help_lines(read, help_line):
    help_line("GB", "crisis", "Listening Line", "0800 000 000")
    assert "Listening Line" in read("/kept/")

"""Each language has addresses of its own; the same page in another language is one link away."""

import re

import pytest

pytestmark = pytest.mark.django_db


def test_an_address_without_a_prefix_is_english_whatever_the_browser_asks_for(client):
    response = client.get("/about/", headers={"accept-language": "es"})
    assert '<html lang="en" dir="ltr">' in response.content.decode()
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize(("code", "direction"), [("es", "ltr"), ("ar", "rtl")])
def test_a_prefix_names_the_language(client, code, direction):
    response = client.get(f"/{code}/about/")
    assert f'<html lang="{code}" dir="{direction}">' in response.content.decode()
    assert response["Content-Language"] == code


def test_links_inside_a_language_stay_in_it(read):
    assert 'href="/es/philosophies/"' in read("/es/")


def test_every_page_links_to_itself_in_the_other_languages(read):
    page = read("/es/groups/", near="Leeds", day="mon")
    links = dict(re.findall(r'<a href="([^"]+)" hreflang="(\w+)"', page))
    assert links == {
        "/groups/?near=Leeds&amp;day=mon": "en",
        "/es/groups/?near=Leeds&amp;day=mon": "es",
        "/ar/groups/?near=Leeds&amp;day=mon": "ar",
    }


def test_the_prefix_of_the_first_language_is_no_page(client):
    assert client.get("/en/about/").status_code == 404

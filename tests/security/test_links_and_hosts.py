"""Links lead where they say: no other scheme is stored, no redirect leads away, no file is served that is not meant."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from groups.fields import HttpsField
from groups.models import Group
from groups.pages import urls as page_urls
from tests import make

pytestmark = pytest.mark.django_db

ELSEWHERE = "https://evil.example/"


@pytest.mark.parametrize("column", ["join_link", "website"])
@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "http://example.org", "//evil.example", " x"]
)
def test_the_database_itself_refuses_any_other_scheme(column, link):
    group = make.group()
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.filter(pk=group.pk).update(**{column: link})


@pytest.mark.parametrize(
    "link",
    [
        "https://zoom%2eus.evil.example/",
        "https://ex%61mple.org/",
        "https://127\u30020\u30020\u30021/",
        "https://example\uff0eorg/",
        "https://example.org\u2044@evil.example/",
        "https:/\\evil.example/",
        "https:///evil.example",
        "https://evil.example:0x50/",
    ],
)
def test_a_host_that_is_written_to_be_misread_is_refused(link):
    with pytest.raises(Exception, match="web address"):
        HttpsField().clean(link)


@pytest.mark.parametrize(
    "link", ["https://bücher.example/", "https://xn--bcher-kva.example/a%20b?x=1", "https://пример.рф/"]
)
def test_an_honest_host_of_any_script_is_taken(link):
    assert HttpsField().clean(link) == link


def test_no_address_of_ours_sends_a_visitor_elsewhere(client):
    make.group(slug="calm-seas")
    paths = [reverse(one.name) for one in page_urls.urlpatterns if one.name and not one.pattern.converters]
    names = dict.fromkeys(("next", "url", "to", "return", "redirect", "near", "fellowship"), ELSEWHERE)
    for path in [
        *paths,
        "/admin/login/",
        "//evil.example/",
        "/\\evil.example/",
        "/groups//evil.example",
        "/es//evil.example/",
    ]:
        response = client.get(path, names)
        assert not response.get("Location", "/").startswith(("//", "/\\", "http")), path


def test_coming_in_as_staff_leads_to_no_other_site(client, moderator):
    form = {"username": "mo", "password": "a long pass phrase", "next": ELSEWHERE}
    response = client.post(f"/admin/login/?next={ELSEWHERE}", form)
    assert "evil" not in response.get("Location", "")


@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/.env", "/manage.py", "/directory/settings.py", "/var/secret_key", "/static/", "/static/vendor/"]
    + ["/static/../manage.py", "/static/..%2f..%2fmanage.py", "/static/%2e%2e/%2e%2e/var/secret_key", "/media/"],
)
def test_no_folder_and_no_source_file_is_served(client, settings, path):
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    assert client.get(path).status_code == 404

"""A listing whose every text is an attack is shown as text: to visitors, its organiser and moderators, in JSON too."""

import json

import pytest
from django.contrib import admin
from django.db import models
from django.urls import reverse

from groups import sheet
from groups.listings import links, proposals
from groups.models import Change, ContactMessage, Group, Link, Meeting, Report
from groups.search import entries
from tests import make
from tests.security.addresses import every_address

pytestmark = pytest.mark.django_db

ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:42 }}{% now 'Y' %}"
#: Texts that are no text: what a database constraint or the code reads.
_READ = {"slug", "country", "time_zone", "source_key", "external_id", "join_link", "website", "email", "opening"}


def attacked(model):
    """Each column of free text, filled with the attack."""
    columns = [
        field
        for field in model._meta.fields
        if isinstance(field, (models.CharField, models.TextField)) and not field.choices and field.name not in _READ
    ]
    return {field.name: ATTACK[: field.max_length] for field in columns if (field.max_length or 999) >= 40}


def is_harmless(page):
    """No tag of the attack is one, nothing of it stands in a script, and no template was made of it."""
    text = page.content.decode()
    return not any(part in text for part in ("<script>alert", "<img src=x", "alert(1)&gt;49", "alert(1)>49"))


@pytest.fixture
def evil(group, organiser, now, clock):
    """The organiser's listing with an attack in every text, as if all forms had failed to refuse anything."""
    Group.objects.filter(pk=group.pk).update(**attacked(Group) | {"slug": "evil", "locality": ATTACK[:100]})
    Meeting.objects.update(**attacked(Meeting))
    evil = Group.objects.get(pk=group.pk)
    entries.rebuild([evil.pk])
    wanted = sheet.read(evil) | {"cost": f"{ATTACK} more"}
    proposals.propose_edit(evil, wanted, organiser, evil.version, now)
    proposals.Proposal.objects.update(question=ATTACK, answer=ATTACK, reason=ATTACK)
    Report.objects.create(group=evil, kind="other", text=ATTACK, made_at=now)
    ContactMessage.objects.create(about="wrong", text=ATTACK, answer_to="a@example.org", listing_slug="evil")
    snapshots = {"before": sheet.read(evil), "after": wanted}
    Change.objects.create(group=evil, action="edited", by="organiser", organiser=organiser, at=now, **snapshots)
    return evil


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/groups/",
        "/groups/?near=Leeds",
        "/groups/?near=Leeds&map=1",
        "/groups/evil/",
        "/online/",
        "/es/groups/evil/",
    ]
    + ["/contact/?about=evil", "/ar/groups/?near=Leeds", "/help-others/", "/near/", "/kept/", "/sitemap-groups.xml"],
)
def test_visitors_see_it_as_text(evil, client, path):
    assert is_harmless(client.get(path))


def test_the_attack_is_really_there(evil, client):
    for path in ("/groups/evil/", "/groups/?near=Leeds"):
        assert "&lt;script&gt;alert(1)" in client.get(path).content.decode()


def test_the_api_answers_json_that_no_browser_shows_as_a_page(evil, client):
    for path in ("/api/v1/groups?near=Leeds", "/api/v1/groups/evil"):
        response = client.get(path)
        assert response["Content-Type"].startswith("application/json")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "alert(1)" in json.dumps(response.json())


def test_its_organiser_sees_it_as_text(evil, olga, organiser, now):
    pages = [olga.get(address) for address in every_address(evil, organiser, now)]
    assert all(is_harmless(page) for page in pages)
    assert any(b"&lt;script&gt;alert(1)" in page.content for page in pages)


def test_moderators_see_it_as_text(evil, desk, organiser, now):
    seen = 0
    for model, own in admin.site._registry.items():
        at = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages = [desk.get(reverse(f"{at}_changelist"))]
        for row in model._default_manager.all()[:3]:
            pages += [desk.get(reverse(f"{at}_{page}", args=[row.pk])) for page in ("change", "history", "delete")]
        assert all(is_harmless(page) for page in pages), own
        seen += sum(b"&lt;script&gt;alert(1)" in page.content for page in pages)
    assert is_harmless(desk.get("/admin/"))
    assert seen >= 4


def test_an_attack_in_the_search_is_given_back_as_text(client):
    make.group()
    for name in ("near", "q", "within", "day", "zone", "country", "page", "kind", "sort"):
        assert is_harmless(client.get("/groups/", {name: ATTACK}))
        assert is_harmless(client.get("/online/", {name: ATTACK}))
        assert is_harmless(client.get("/choose/", {name: ATTACK}))


def test_a_link_to_confirm_shows_it_as_text(evil, client, organiser, now):
    token = links.make(Link.Purpose.CONFIRM, organiser, now, evil)
    page = client.get(f"/list-a-group/confirm/{token}/")
    assert b"&lt;script&gt;alert(1)" in page.content
    assert is_harmless(page)

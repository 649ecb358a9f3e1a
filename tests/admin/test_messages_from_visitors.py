"""A moderator reads what visitors wrote, and marks it done."""

import pytest
from django.contrib.auth.models import Permission, User

from groups.models import ContactMessage
from tests import make

pytestmark = pytest.mark.django_db
LIST = "/admin/groups/contactmessage/"


def message(text="The hall is shut.", **fields):
    return ContactMessage.objects.create(**{"about": "wrong", "text": text} | fields)


def test_the_first_page_says_how_many_are_open(moderator):
    message()
    message()
    message(done=True)
    assert b"Messages from visitors: 2 open" in moderator.get("/admin/").content


def test_who_may_not_read_messages_is_not_told_of_them(client):
    client.force_login(User.objects.create_user("helper", is_staff=True))
    assert b"Messages from visitors" not in client.get("/admin/").content


def test_a_message_is_read_whole_with_a_link_to_its_listing(moderator):
    group = make.group()
    row = message("The <hall>\nis shut.", listing_slug=group.slug, answer_to="me@example.org")
    page = moderator.get(f"{LIST}{row.pk}/change/").content.decode()
    assert "The &lt;hall&gt;" in page
    assert f'href="/groups/{group.slug}/"' in page
    assert "me@example.org" in page


def test_messages_are_marked_done_and_opened_again(act):
    first, second = message(), message()
    page = act("mark_done", first, second).content.decode()
    assert "2 messages done." in page
    assert ContactMessage.objects.filter(done=True).count() == 2
    act("mark_open", first)
    assert list(ContactMessage.objects.filter(done=False)) == [first]


def test_nobody_writes_or_changes_one(moderator):
    row = message()
    assert moderator.get(f"{LIST}add/").status_code == 403
    moderator.post(f"{LIST}{row.pk}/change/", {"text": "Something else", "done": "on"})
    row.refresh_from_db()
    assert (row.text, row.done) == ("The hall is shut.", True)


def test_the_record_of_changes_holds_no_word_of_a_message(moderator):
    row = message("zzcanaryzz")
    moderator.post(f"{LIST}{row.pk}/change/", {"done": "on"})
    assert "zzcanaryzz" not in moderator.get(f"{LIST}{row.pk}/history/").content.decode()


def test_who_may_only_look_marks_nothing_done(client):
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_contactmessage"))
    client.force_login(reader)
    row = message()
    client.post(LIST, {"action": "mark_done", "_selected_action": [row.pk]})
    assert not ContactMessage.objects.get().done

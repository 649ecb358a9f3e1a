"""Staff come in by name and password: what is checked then, and when a visit ends."""

import re
import stat

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from directory.settings import _kept_secret_key

pytestmark = pytest.mark.django_db

PASSWORD = "a long pass phrase"


def come_in(client, password=PASSWORD, name="mo"):
    return client.post("/admin/login/", {"username": name, "password": password})


def is_in(client):
    return client.get("/admin/").status_code == 200


@pytest.mark.parametrize("password", ["short", "elevenletrs", "startfinding", "qwerty123456"])
def test_a_password_that_is_easy_to_guess_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["Recovery2026!", "peersupport-2026", "gatehouse.example", "Gatehouse Recovery 1", "mo-the-moderator"]
)
def test_a_password_made_of_our_own_words_is_refused(settings, password):
    settings.SITE_URL, settings.SITE_NAME = "https://gatehouse.example:8443", "Gatehouse friends"
    with pytest.raises(ValidationError) as refused:
        validate_password(password, User(username="mo.the"))
    assert refused.value.error_list[-1].code == "password_of_own_words"


@pytest.mark.parametrize("password", ["recovery is a green boat", "8271 9918 2234", "sober since seven swans sang"])
def test_our_own_words_may_stand_among_enough_others(password):
    validate_password(password, User(username="mo"))


@pytest.fixture
def other(moderator):
    return User.objects.create_user("sam", email="sam@example.org", is_staff=True)


def with_mail(client, other, mail, **more):
    """Save the page of another member of staff with that mail address, all else as it is."""
    address = f"/admin/auth/user/{other.pk}/change/"
    initial = client.get(address).context["adminform"].form.initial
    kept = {name: value for name, value in initial.items() if name in ("username", "is_active", "is_staff")}
    joined = {"date_joined_0": "2026-01-01", "date_joined_1": "12:00:00"}
    scopes = {"scopes-TOTAL_FORMS": 0, "scopes-INITIAL_FORMS": 0}
    answer = client.post(address, kept | joined | scopes | {"email": mail} | more)
    other.refresh_from_db()
    return answer


def test_another_mail_address_takes_ones_own_password(other):
    client = Client()
    come_in(client)
    for wrong in ({}, {"own_password": "found an open desk"}):
        page = with_mail(client, other, "mine@example.org", **wrong)
        assert "needed to change the e-mail address" in page.content.decode()
        assert other.email == "sam@example.org"
    assert with_mail(client, other, "new@example.org", own_password=PASSWORD).status_code == 302
    assert other.email == "new@example.org"
    assert with_mail(client, other, "new@example.org", last_name="Smith").status_code == 302
    assert other.last_name == "Smith"


@pytest.mark.parametrize("password", [" spaces around it ", "only small letters", "пароль из многих букв", "x1! " * 30])
def test_a_password_may_be_long_and_of_any_letters_and_is_taken_as_typed(client, password):
    validate_password(password)
    User.objects.create_user("mo", password=password, is_staff=True)
    assert not is_in(client)
    come_in(client, password.upper().strip() + "x")
    assert not is_in(client)
    come_in(client, password)
    assert is_in(client)


def test_a_new_password_asks_for_the_old_one_and_ends_every_other_visit(moderator, clock):
    here, there = Client(), Client()
    for client in (here, there):
        come_in(client)
    new = {"new_password1": "another pass phrase", "new_password2": "another pass phrase"}
    here.post("/admin/password_change/", new | {"old_password": "not the old one"})
    assert is_in(there)
    here.post("/admin/password_change/", new | {"old_password": PASSWORD})
    assert is_in(here)
    assert not is_in(there)


def test_the_box_for_a_password_hides_it_and_lets_a_manager_fill_it_in(client):
    box = re.search(r'<input type="password"[^>]*>', client.get("/admin/login/").content.decode())[0]
    assert "current-password" in box or "autocomplete" not in box
    assert "onpaste" not in box


def test_coming_in_gives_a_new_number_that_nobody_can_guess(moderator, clock):
    client = Client()
    client.get("/admin/login/")
    client.session.save()
    planted = "a" * 32
    client.cookies["sessionid"] = planted
    come_in(client)
    number = client.cookies["sessionid"].value
    assert number != planted
    assert re.fullmatch(r"[a-z0-9]{32}", number)


def test_logging_out_ends_the_visit_on_the_server(moderator, clock):
    client = Client()
    come_in(client)
    number = client.cookies["sessionid"].value
    assert client.get("/admin/logout/").status_code == 405
    client.post("/admin/logout/")
    stolen = Client()
    stolen.cookies["sessionid"] = number
    assert not is_in(stolen)


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_whoever_is_no_longer_staff_is_out_at_once(moderator, desk, change):
    assert is_in(desk)
    User.objects.update(**change)
    assert not is_in(desk)


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(moderator, clock):
    pages = [come_in(Client(), *tried) for tried in [("wrong", "mo"), ("wrong", "nobody"), (PASSWORD, "nobody")]]
    texts = {re.sub(r'value="[^"]*"', "", page.content.decode()) for page in pages}
    assert len(texts) == 1


def test_there_is_no_account_to_begin_with(db):
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "path",
    ["/accounts/login/", "/login/", "/register/", "/signup/", "/admin/password_reset/", "/api/v1/login", "/console/"],
)
def test_there_is_no_other_way_in(client, path):
    assert client.get(path).status_code in (302, 404)
    assert client.get(path, follow=True).redirect_chain in ([], [(f"/admin/login/?next={path}", 302)])


PAGES = ["/admin/", "/admin/groups/group/", "/admin/groups/contactmessage/", "/admin/password_change/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_the_admin_offers_the_way_out(desk, path):
    assert b"/admin/logout/" in desk.get(path).content


@pytest.mark.parametrize("path", [*PAGES, "/admin/login/"])
def test_no_page_of_the_admin_is_kept_by_a_cache(desk, path):
    assert "no-store" in desk.get(path)["Cache-Control"]


@pytest.mark.parametrize("path", PAGES[:3])
def test_a_form_of_the_admin_without_its_token_is_refused(moderator, clock, path):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(moderator)
    assert strict.post(path, {"action": "archive_groups"}).status_code == 403


def test_the_key_is_for_the_service_alone(tmp_path):
    key = _kept_secret_key(tmp_path / "secret_key")
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert len(key) >= 50
    assert _kept_secret_key(tmp_path / "secret_key") == key

"""The second step of the log-in: optional, by app or recovery code, each code once, and no page without it."""

import re
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group as Role
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from directory import second_step, second_step_pages
from groups.listings import scopes

pytestmark = pytest.mark.django_db
LOGIN, MINE = "/admin/login/", "/admin/second-step/"
PASSWORD = "a long pass phrase"
#: The key of RFC 6238, appendix B, and the last six digits of the codes that it names there, at these Unix times.
KEY = b"12345678901234567890".hex()
FIRST, AT_FIRST = "081804", 1111111109
SECOND, AT_SECOND = "050471", 1111111111
LATER, AT_LATER = "005924", 1234567890
LIST = "/admin/auth/user/"


@pytest.fixture(autouse=True)
def quick_hashes(settings, monkeypatch):
    """Every test logs in several times."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(second_step, "_ROUNDS", 1)


@pytest.fixture
def clock():
    with time_machine.travel(AT_SECOND, tick=False) as moved:
        yield moved


@pytest.fixture
def mo(clock):
    """A member of staff with the password alone."""
    return User.objects.create_superuser("mo", password=PASSWORD)


@pytest.fixture
def phone(mo):
    return TOTPDevice.objects.create(user=mo, name="phone", key=KEY)


@pytest.fixture
def codes(phone):
    return second_step.new_recovery_codes(phone.user)


def give_password(client, password=PASSWORD, name="mo", **more):
    return client.post(LOGIN, {"username": name, "password": password, "next": "/admin/"}, **more)


def give_code(client, code, **more):
    return client.post(LOGIN, {"code": code}, **more)


def turn_on(client, code, password=PASSWORD):
    return client.post(MINE, {"code": code, "password": password})


def is_in(client):
    return client.get("/admin/").status_code == 200


def come_in(client, code=SECOND):
    give_password(client)
    give_code(client, code)
    return client


def path_of(model):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


#: Every kind of page of the admin, but for the log-in, the log-out and the page to set the second step up.
PAGES = [
    *(path_of(model) + end for model in admin.site._registry for end in ("", "add/", "1/change/", "1/history/")),
    *("/admin/", "/admin/groups/", "/admin/password_change/", "/admin/jsi18n/", "/admin/autocomplete/", "/admin/x/"),
    *("/admin/freshness/", "/admin/freshness.json", f"{MINE}codes/", f"{MINE}off/", "/admin/r/1/1/"),
]


def shut(client):
    """The pages that open all the same."""
    return [path for path in PAGES if client.get(path).status_code not in (302, 403)]


def text(page):
    return re.sub(r"\s+", " ", page.content.decode())


# The log-in


def test_without_it_the_password_is_enough(client, mo):
    assert give_password(client)["Location"] == "/admin/"
    assert is_in(client)


def test_with_it_the_password_leads_to_the_code_and_the_code_to_the_page_that_was_asked_for(client, phone):
    page = client.get("/admin/groups/group/", follow=True)
    page = client.post(page.redirect_chain[-1][0], {"username": "mo", "password": PASSWORD}, follow=True)
    assert "six digits" in text(page)
    hidden = re.search(r'name="next" value="([^"]*)"', text(page))[1]
    assert give_code(client, SECOND, QUERY_STRING="next=" + hidden)["Location"] == "/admin/groups/group/"
    assert is_in(client)


def test_the_code_leads_to_no_other_site(client, phone):
    give_password(client)
    assert client.post(LOGIN, {"code": SECOND, "next": "https://evil.example/"})["Location"] == "/admin/"


def test_a_session_without_the_code_opens_no_page(client, phone):
    give_password(client)
    assert shut(client) == []
    assert client.post(f"{MINE}off/", {"password": PASSWORD}).status_code == 302
    assert client.get(MINE)["Location"].startswith(LOGIN)
    assert second_step.is_on(phone.user)


def test_another_session_of_the_same_person_is_shut_when_it_is_turned_on(client, mo):
    give_password(client)
    assert is_in(client)
    TOTPDevice.objects.create(user=mo, name="phone", key=KEY)
    assert shut(client) == []


def test_the_code_of_another_does_not_let_in(client, phone):
    una = User.objects.create_superuser("una", password=PASSWORD)
    TOTPDevice.objects.create(user=una, name="phone", key=b"another key of twenty".hex())
    give_password(client, name="una")
    give_code(client, SECOND)
    assert not is_in(client)


@pytest.mark.parametrize("code", ["050472", "", "abcdef", "0504711", "50471", "-50471", "\x00", "５０"])
def test_a_wrong_code_is_a_sentence_beside_the_box(client, phone, code):
    give_password(client)
    page = give_code(client, code)
    assert page.status_code == 200
    assert 'class="errorlist"' in text(page)
    assert not is_in(client)


def test_a_code_may_be_typed_with_a_space(client, phone):
    assert is_in(come_in(client, "050 471"))


def test_a_code_is_taken_once(client, phone):
    assert is_in(come_in(client))
    assert not is_in(come_in(Client()))


def test_no_older_code_is_taken_after_a_newer_one(client, phone):
    come_in(client)
    assert not is_in(come_in(Client(), FIRST))


def test_the_code_of_the_half_minute_before_is_taken_and_an_older_one_is_not(phone, clock):
    assert is_in(come_in(Client(), FIRST))
    clock.move_to(AT_LATER)
    assert not is_in(come_in(Client(), SECOND))


def test_nobody_learns_without_the_password_who_has_it(phone):
    User.objects.create_user("una", password=PASSWORD, is_staff=True)
    pages = [give_password(Client(), "wrong", name) for name in ("mo", "una", "nobody")]
    assert len({re.sub(r'value="[^"]*"', "", page.content.decode()) for page in pages}) == 1


def test_the_second_step_gives_the_session_a_new_number(client, phone):
    give_password(client)
    before = client.cookies["sessionid"].value
    give_code(client, SECOND)
    assert client.cookies["sessionid"].value != before
    stale = Client()
    stale.cookies["sessionid"] = before
    assert not is_in(stale)


def test_whoever_is_half_way_may_log_out(client, phone):
    give_password(client)
    assert client.post("/admin/logout/").status_code == 200
    assert "Password" in text(client.get(LOGIN))


def test_a_session_with_it_ends_after_an_idle_hour_too(client, phone, clock):
    come_in(client)
    clock.shift(timedelta(minutes=61))
    assert not is_in(client)


# Guesses


def test_five_wrong_codes_lock_the_name_for_that_network_the_right_code_too(client, phone, clock):
    give_password(client)
    answers = []
    for _ in range(5):
        answers.append(give_code(client, "111111").status_code)
        clock.shift(timedelta(minutes=1))
    assert answers == [200, 200, 200, 200, 429]
    clock.move_to(AT_SECOND + 5 * 60 - 1)
    device = TOTPDevice.objects.get()
    assert device.throttling_failure_count == 5
    assert give_code(client, SECOND).status_code == 429
    assert TOTPDevice.objects.get().throttling_failure_count == 5


def test_the_password_does_not_buy_new_guesses(phone, clock):
    answers = []
    for _ in range(5):
        here = Client()
        give_password(here)
        answers.append(give_code(here, "111111").status_code)
        clock.shift(timedelta(minutes=1))
    assert answers == [200, 200, 200, 200, 429]


def test_a_whole_log_in_forgets_the_wrong_tries(client, phone, clock):
    give_password(client)
    give_code(client, "111111")
    clock.move_to(AT_LATER)
    give_password(client)
    give_code(client, "111111")
    assert AccessAttempt.objects.get().failures_since_start == 1
    clock.shift(timedelta(seconds=2))
    give_code(client, LATER)
    assert is_in(client)
    assert not AccessAttempt.objects.exists()


def test_guesses_from_everywhere_make_the_app_rest_and_a_recovery_code_still_works(client, codes, clock):
    TOTPDevice.objects.update(throttling_failure_count=8)
    give_password(client)
    give_code(client, "111111")
    TOTPDevice.objects.filter(throttling_failure_count=9).update(throttling_failure_count=10)
    page = give_code(client, SECOND)
    assert "for 9 minutes" in text(page)
    give_code(client, codes[0])
    assert is_in(client)


# Recovery codes


def test_a_recovery_code_lets_in_once(client, codes, clock):
    assert is_in(come_in(client, codes[3]))
    assert not is_in(come_in(Client(), codes[3]))
    clock.shift(timedelta(seconds=2))
    assert is_in(come_in(Client(), codes[4].replace("-", " ")))
    assert "not used: 8" in text(client.get(MINE))


def test_the_database_holds_no_recovery_code(codes):
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == len(codes) == 10
    assert not kept & {form for code in codes for form in (code, code.replace("-", ""))}


def test_the_same_codes_are_kept_as_other_letters_for_another(codes, mo):
    before = set(StaticDevice.objects.values_list("name", flat=True))
    second_step.new_recovery_codes(mo)
    assert not before & set(StaticDevice.objects.values_list("name", flat=True))


def test_codes_and_keys_come_from_the_systems_random_source(codes, monkeypatch):
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"\d{4}-\d{4}-\d{4}", code) for code in codes)
    monkeypatch.setattr("secrets.randbelow", lambda below: below - 1)
    assert set(second_step.new_recovery_codes(User.objects.get())) == {"9999-9999-9999"}
    assert len({TOTPDevice().key for _ in range(20)}) == 20


def test_new_recovery_codes_ask_for_the_password_and_end_the_old_ones(client, codes, clock):
    come_in(client)
    assert "not your password" in text(client.post(f"{MINE}codes/", {"password": "wrong"}))
    page = client.post(f"{MINE}codes/", {"password": PASSWORD})
    shown = re.findall(r"\d{4}-\d{4}-\d{4}", text(page))
    assert len(set(shown) - set(codes)) == 10
    assert not re.findall(r"\d{4}-\d{4}-\d{4}", text(client.get(MINE)))
    assert not is_in(come_in(Client(), codes[0]))
    clock.shift(timedelta(seconds=2))
    assert is_in(come_in(Client(), shown[0]))


# Turning it on and off


@pytest.fixture
def at_the_page(client, mo, monkeypatch):
    """Logged in with the password; the page of the second step shows the key of the RFC."""
    monkeypatch.setattr(second_step_pages, "default_key", lambda: KEY)
    give_password(client)
    return client


def test_the_page_shows_the_key_as_a_picture_and_as_text_without_inline_style(at_the_page):
    page = at_the_page.get(MINE)
    assert "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ" in text(page)
    assert "<svg viewBox=" in text(page)
    assert "otpauth://totp/Peer%20support%20near%20you%3Amo?secret=GEZDGNBV" in text(page)
    assert not re.findall(r"style=|<style|<script>|onclick", text(page))
    assert "no-store" in page["Cache-Control"]


def test_every_page_of_the_admin_leads_to_it(at_the_page):
    assert f'href="{MINE}"' in text(at_the_page.get("/admin/"))


def test_it_counts_only_after_a_right_code(at_the_page):
    at_the_page.get(MINE)
    assert "not the code" in text(turn_on(at_the_page, "111111"))
    assert not TOTPDevice.objects.exists()
    assert is_in(at_the_page)
    assert give_password(Client())["Location"] == "/admin/"


def test_the_right_code_turns_it_on_and_shows_ten_recovery_codes_once(at_the_page, clock):
    at_the_page.get(MINE)
    page = turn_on(at_the_page, SECOND)
    shown = re.findall(r"\d{4}-\d{4}-\d{4}", text(page))
    assert len(set(shown)) == 10
    assert is_in(at_the_page)
    again = turn_on(at_the_page, SECOND)
    assert "It is on" in text(again)
    assert not re.findall(r"\d{4}-\d{4}-\d{4}", text(again))
    assert KEY not in str(dict(at_the_page.session))
    other = Client()
    assert not is_in(come_in(other, SECOND))
    assert is_in(come_in(other, shown[0]))
    assert LogEntry.objects.filter(change_message="Turned on the second step.").count() == 1


def test_turning_it_on_asks_for_the_password_too(at_the_page):
    at_the_page.get(MINE)
    assert "This is not your password." in text(turn_on(at_the_page, SECOND, password="found an open desk"))
    assert "This field is required." in text(at_the_page.post(MINE, {"code": SECOND}))
    assert not TOTPDevice.objects.exists()


def test_turning_it_off_asks_for_the_password(client, codes):
    come_in(client)
    client.post(f"{MINE}off/", {"password": "wrong"})
    assert second_step.is_on(User.objects.get())
    client.post(f"{MINE}off/", {"password": PASSWORD})
    assert not StaticDevice.objects.exists()
    assert is_in(client)
    assert is_in(come_in(Client()))
    assert LogEntry.objects.latest("pk").change_message == "Turned off the second step."


def test_wrong_passwords_there_lock_too(client, codes):
    come_in(client)
    answers = [client.post(f"{MINE}off/", {"password": "wrong"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]


@pytest.mark.parametrize("path", [LOGIN, MINE, f"{MINE}codes/", f"{MINE}off/"])
def test_a_form_without_its_token_is_refused(codes, path):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(codes and User.objects.get())
    assert strict.post(path, {"code": SECOND, "password": PASSWORD}).status_code == 403


@pytest.mark.parametrize("path", [f"{MINE}codes/", f"{MINE}off/"])
def test_without_it_there_is_nothing_to_make_or_turn_off(at_the_page, path):
    assert at_the_page.post(path, {"password": PASSWORD})["Location"] == MINE
    assert not StaticDevice.objects.exists()


def test_strangers_are_sent_to_the_log_in(client, db):
    assert client.get(MINE)["Location"].startswith(LOGIN)


def test_a_new_password_leaves_it_on(client, phone):
    phone.user.set_password("another pass phrase")
    phone.user.save()
    give_password(client, "another pass phrase")
    assert shut(client) == []


# Lost phone


def turn_off(client, *users):
    ticked = {"action": "turn_off_second_step", "_selected_action": [user.pk for user in users]}
    return client.post(LIST, ticked, follow=True)


@pytest.fixture
def administrator(phone):
    """One who is no superuser."""
    scopes.make_roles()
    ada = User.objects.create_user("ada", password=PASSWORD, is_staff=True)
    ada.groups.add(Role.objects.get(name="administrators"))
    client = Client()
    client.force_login(ada)
    return client


def test_an_administrator_turns_it_off_for_others_and_the_log_says_so(administrator, phone):
    una = User.objects.create_user("una", password=PASSWORD, is_staff=True)
    TOTPDevice.objects.create(user=una, name="phone", key=KEY)
    assert "second step is off: una" in text(turn_off(administrator, una))
    assert is_in(come_in(Client(), "")) is False
    assert give_password(Client(), name="una")["Location"] == "/admin/"
    entry = LogEntry.objects.get(change_message="Turned off the second step.")
    assert (entry.user.username, entry.object_repr) == ("ada", "una")


def test_only_a_superuser_turns_it_off_for_a_superuser(administrator, phone):
    assert "Left as they were: 1" in text(turn_off(administrator, phone.user))
    assert second_step.is_on(phone.user)


def test_ones_own_is_not_turned_off_without_the_password(client, phone):
    come_in(client)
    assert "Left as they were: 1" in text(turn_off(client, phone.user))
    assert second_step.is_on(phone.user)


def test_a_moderator_turns_nobodys_off(phone):
    scopes.make_roles()
    mia = User.objects.create_user("mia", password=PASSWORD, is_staff=True)
    mia.groups.add(Role.objects.get(name="moderators"))
    moderator = Client()
    moderator.force_login(mia)
    turn_off(moderator, phone.user)
    assert second_step.is_on(phone.user)


def test_the_list_of_staff_says_who_has_it_and_nobody_sees_a_key(client, phone):
    come_in(client)
    assert "Second step" in text(client.get(LIST))
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert client.get("/admin/otp_static/staticdevice/").status_code == 404


def test_the_operator_lets_the_last_administrator_in(client, codes):
    said = StringIO()
    call_command("second_step_off", "mo", stdout=said)
    assert said.getvalue() == "The second step of mo is off.\n"
    give_password(client)
    assert is_in(client)
    assert "second_step_off" in LogEntry.objects.latest("pk").change_message


@pytest.mark.parametrize(("name", "why"), [("nobody", "Nobody logs in as nobody."), ("mo", "mo has no second step.")])
def test_the_command_says_why_it_did_nothing(mo, name, why):
    with pytest.raises(CommandError, match=why):
        call_command("second_step_off", name)


# Where the operator requires it


@pytest.fixture
def required(settings):
    settings.STAFF_SECOND_STEP = "required"


def test_where_it_is_required_nothing_opens_before_it_is_set_up(at_the_page, required):
    assert shut(at_the_page) == []
    page = at_the_page.get("/admin/", follow=True)
    assert page.redirect_chain[-1][0] == MINE
    assert "Set yours up now" in text(page)
    assert "/admin/groups/group/" not in text(page)
    assert "/admin/logout/" in text(page)
    turn_on(at_the_page, SECOND)
    assert is_in(at_the_page)


def test_where_it_is_required_whoever_has_it_comes_in_as_ever(client, phone, required):
    assert is_in(come_in(client))


def test_a_word_that_is_neither_requires_it(at_the_page, settings):
    settings.STAFF_SECOND_STEP = "requried"
    assert shut(at_the_page) == []

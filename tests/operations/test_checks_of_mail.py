"""`manage.py check` says what is wrong with the settings of mail, and what keeps mail from going out."""

from datetime import UTC, datetime

import pytest
from django.core.checks import run_checks

from directory import mail_checks
from groups.models import Job


def messages():
    return [message.id for message in run_checks() if message.id.startswith("directory.")]


@pytest.mark.parametrize(
    ("setting", "value", "problem"),
    [
        ("MAIL_FROM", "nobody", "directory.E020"),
        ("MAIL_FROM", "Me <me@directory.example>\nBcc: all@example.org", "directory.E020"),
        ("BOUNCE_ADDRESS", "bounces", "directory.E021"),
        ("BOUNCE_ADDRESS", "bounces+x@directory.example", "directory.E021"),
        ("EMAIL_TIMEOUT", 0, "directory.E022"),
        ("EMAIL_TIMEOUT", 300, "directory.E022"),
        ("METRICS_TOKEN", "guess", "directory.E023"),
    ],
)
def test_a_setting_that_cannot_work_is_an_error(settings, setting, value, problem):
    setattr(settings, setting, value)
    assert messages() == [problem]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("MAIL_FROM", "mail@directory.example"),
        ("MAIL_FROM", "The directory <mail@directory.example>"),
        ("BOUNCE_ADDRESS", "bounces@directory.example"),
        ("METRICS_TOKEN", "0123456789abcdef0123"),
    ],
)
def test_a_setting_that_works_is_not(settings, setting, value):
    setattr(settings, setting, value)
    assert messages() == []


def test_mail_that_does_not_go_out_is_information(db, settings):
    assert [message.id for message in mail_checks.mail_goes_out()] == ["directory.I020", "directory.I021"]
    settings.BOUNCE_ADDRESS = "bounces@directory.example"
    settings.EMAIL_CONFIG = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"}
    assert mail_checks.mail_goes_out() == []


def test_jobs_that_were_given_up_are_counted(db):
    Job.objects.create(kind="mail", given_up_at=datetime(2026, 3, 4, tzinfo=UTC))
    assert "directory.I022" in [message.id for message in mail_checks.mail_goes_out()]

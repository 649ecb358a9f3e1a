"""The command in the handbook that carries a directory over to another database takes all but what is made again."""

import json
import re
import shlex
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from directory import second_step
from groups.models import PracticalLink
from tests import make

HANDBOOK = Path(settings.BASE_DIR) / "docs/operators.md"
#: The search index is made again there; hashes, salts and half-typed listings are meant to be forgotten.
LEFT_BEHIND = "searchtag searchentry searchmeeting searchword groupcard directoryversion bucket dailysalt draft"


@pytest.fixture
def carried(db, tmp_path):
    """The names of the tables with a row in the file that the command of the handbook writes."""
    command = re.search(r"manage\.py (dumpdata (?:.*\\\n)*.*)\n", HANDBOOK.read_text())[1]
    target = tmp_path / "listings.json"

    def dumped():
        call_command(*shlex.split(command.replace("listings.json", str(target)).replace("\\\n", " ")))
        return {row["model"].removeprefix("groups.") for row in json.loads(target.read_text())}

    return dumped


def test_listings_and_practical_help_are_carried_over_and_the_index_is_not(carried, django_user_model):
    make.group(features=["women"], languages=["en"], fellowship=make.fellowship("aa"), source=make.source("feed"))
    PracticalLink.objects.create(slug="food", website="https://example.org/", known_on="2026-01-01")
    moderator = django_user_model.objects.create(username="moderator")
    TOTPDevice.objects.create(user=moderator, name="phone")
    second_step.new_recovery_codes(moderator)
    assert carried() >= {
        "group",
        "meeting",
        "feature",
        "language",
        "fellowship",
        "source",
        "practicallink",
        "auth.user",
        "otp_totp.totpdevice",
        "otp_static.statictoken",
    }
    assert not carried() & set(LEFT_BEHIND.split())


def test_every_table_that_is_left_behind_is_meant_to_be():
    names = re.findall(r"-e groups\.(\w+)", HANDBOOK.read_text())
    assert {apps.get_model("groups", name)._meta.model_name for name in names} == set(LEFT_BEHIND.split())

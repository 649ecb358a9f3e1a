"""Scopes: what a moderator looks after, the same for listings and for mails."""

import pytest
from django.contrib.auth.models import Group as Role
from django.contrib.auth.models import User

from groups.listings import mails, scopes
from groups.models import Group, ModeratorScope
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return User.objects.create_user("una", "una@example.org", "a long pass phrase", is_staff=True)


@pytest.fixture
def world():
    """Four groups, by name."""
    make.group(name="leeds", country="GB", region="England", fellowship=make.fellowship("aa"))
    make.group(name="cardiff", country="GB", region="Wales", fellowship=make.fellowship("na"))
    make.group(name="dublin", country="IE", region="Leinster", fellowship=make.fellowship("aa"))
    make.group(name="anywhere", attendance="online", country="", status="pending")


def looked_after(user):
    return set(Group.objects.looked_after_by(user).values_list("name", flat=True))


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([], set()),
        ([{}], {"leeds", "cardiff", "dublin", "anywhere"}),
        ([{"country": "GB"}], {"leeds", "cardiff"}),
        ([{"country": "GB", "region": "wales"}], {"cardiff"}),
        ([{"fellowship": "aa"}], {"leeds", "dublin"}),
        ([{"country": "GB", "fellowship": "aa"}], {"leeds"}),
        ([{"country": "IE"}, {"country": "GB", "region": "Wales"}], {"cardiff", "dublin"}),
    ],
)
def test_scopes_add_up_and_are_the_same_for_mails(user, world, rows, names):
    for row in rows:
        fellowship = make.fellowship(row["fellowship"]) if "fellowship" in row else None
        ModeratorScope.objects.create(user=user, **row | {"fellowship": fellowship})
    assert looked_after(user) == names
    assert {group.name for group in Group.objects.all() if user in mails.moderators_of(group)} == names


def test_a_superuser_looks_after_everything(world, django_user_model):
    boss = django_user_model.objects.create_superuser("boss")
    assert len(looked_after(boss)) == 4


@pytest.mark.parametrize("off", ["is_active", "is_staff"])
def test_whoever_left_the_staff_looks_after_nothing(user, world, off):
    ModeratorScope.objects.create(user=user)
    setattr(user, off, False)
    assert looked_after(user) == set()


def test_the_roles_are_there_and_making_them_again_changes_nothing():
    scopes.make_roles()
    before = {role.name: role.permissions.count() for role in Role.objects.all()}
    scopes.make_roles()
    assert {role.name: role.permissions.count() for role in Role.objects.all()} == before
    assert set(before) == {"moderators", "administrators"}


def test_a_moderator_may_decide_and_may_not_delete_listings_or_see_staff(user):
    scopes.make_roles()
    user.groups.add(Role.objects.get(name="moderators"))
    assert user.has_perms(["groups.change_proposal", "groups.change_group", "groups.change_report"])
    assert not any(user.has_perm(code) for code in ("groups.delete_group", "auth.view_user", "groups.view_organiser"))


def test_nobody_but_a_superuser_writes_history_or_gives_permissions_by_hand(user):
    scopes.make_roles()
    user.groups.add(Role.objects.get(name="administrators"))
    assert user.has_perm("groups.change_organiser")
    assert not any(user.has_perm(code) for code in ("groups.add_change", "groups.delete_change", "auth.change_group"))

"""Every address on which a listing is made, kept or reported, read from the router: new ones come along."""

from itertools import product

from django.urls import reverse

from groups.listings import applying, links, urls
from groups.models import Change, Link
from tests.pages.test_canary import everything_stored

#: What looking and being held back may write: a visit, and hashes that live for a day.
_PASSING = ("django_session ", "groups_bucket ", "groups_dailysalt ")


def every_address(group, organiser, now):
    """The address of each pattern; one that holds a token once for each purpose, with a token that works."""
    change = Change.objects.create(group=group, action="edited", by="organiser", organiser=organiser, at=now)
    tokens = [links.make(purpose, organiser, now, group, change=change.pk) for purpose in Link.Purpose]
    own = {"token": tokens, "slug": [group.slug], "group_id": [group.pk], "change_id": [change.pk]}
    own |= {"name": [*applying.FORMS, "no-such-step"]}
    for pattern in urls.urlpatterns:
        names = list(pattern.pattern.converters)
        for values in product(*(own[name] for name in names)):
            yield reverse(pattern.name, kwargs=dict(zip(names, values, strict=True)))


def stored():
    """Every row of every table that somebody would miss."""
    return sorted(row for row in everything_stored() if not row.startswith(_PASSING))

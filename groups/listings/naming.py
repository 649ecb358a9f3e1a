"""The address of a new listing: from its name, with its town where the name is taken, with a number where both are."""

import itertools

from django.utils.text import slugify

from groups.models import Group

_LONGEST = 100


def free_slug(name: str, locality: str) -> str:
    """A slug that no group has. Of two made at the same moment the second fails at the database's constraint."""
    plain = slugify(name)[:_LONGEST].strip("-") or "group"
    with_town = slugify(f"{name} {locality}")[:_LONGEST].strip("-") or plain
    numbered = (f"{with_town}-{number}" for number in itertools.count(2))
    choices = itertools.chain([plain, with_town], numbered)
    while True:
        some = list(itertools.islice(choices, 20))
        taken = set(Group.objects.filter(slug__in=some).values_list("slug", flat=True))
        if free := [slug for slug in some if slug not in taken]:
            return free[0]

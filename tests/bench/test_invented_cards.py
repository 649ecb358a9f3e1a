"""An invented listing of a bench has the whole of a card: with less, pages would break or look too fast."""

import json

import pytest

from groups.management import synthetic
from groups.models import GroupCard
from groups.search import tags
from tests import make

LEEDS = synthetic.Town("Leeds", "GB", 53.8, -1.55, 500_000, "Europe/London")


@pytest.mark.django_db
def test_an_invented_card_has_the_keys_of_a_real_one():
    make.group()
    real = json.loads(GroupCard.objects.get().data)
    [invented] = synthetic.groups(1, [LEEDS], tags.ids(synthetic.names_used()), first=1)
    assert set(json.loads(invented.card)) == set(real)

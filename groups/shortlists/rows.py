"""What has become of the groups on a list: shown, changed since they were put there, or not shown any more."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from groups.models import Group
from groups.pages.when import date_and_times, zone_in_words
from groups.search.cards import Card, cards_of
from groups.search.soonest import next_meetings
from groups.shortlists.kept import Pick


@dataclass(frozen=True, slots=True)
class Row:
    """A pick with its group and card, both None where the public does not see the group any more."""

    pick: Pick
    group: Group | None
    card: Card | None

    @property
    def is_gone(self) -> bool:
        """Whether the group is not shown any more."""
        return self.group is None

    @property
    def name(self) -> str:
        """The group's name, with the word that it is invented where it is; "" for one that is not shown any more."""
        if self.card is None:
            return ""
        return f"{self.card['name']} ({_('Example')})" if self.card["example"] else str(self.card["name"])

    @property
    def has_changed(self) -> bool:
        """Whether the listing says something else than when it was put on the list."""
        return self.group is not None and self.group.version != self.pick.version


def rows_of(picks: tuple[Pick, ...], now: datetime) -> list[Row]:
    """The picks in their order, each with its group (fellowship, philosophy and source loaded) and its card.

    `now` (aware) is when the cards are to be true.
    """
    ids = [pick.group_id for pick in picks]
    listed = Group.objects.listed().select_related("fellowship__philosophy", "philosophy", "source")
    groups, cards = listed.in_bulk(ids), cards_of(ids, now)
    return [
        Row(pick, groups[pick.group_id], cards[pick.group_id])
        if pick.group_id in groups and pick.group_id in cards
        else Row(pick, None, None)
        for pick in picks
    ]


def next_in_full(card: Card, now: datetime) -> str:
    """The first meeting after `now` (aware) by its date, and on whose clock; "" where there is none."""
    found = next_meetings(card, now, 1)
    return f"{date_and_times(found[0], card['country'])} ({zone_in_words(card['time_zone'])})" if found else ""


def picks_of(group_ids: list[int]) -> list[Pick]:
    """The listed ones of these groups as they are now, in this order, for a list."""
    versions = dict(Group.objects.listed().filter(pk__in=group_ids).values_list("pk", "version"))
    return [Pick(group_id, versions[group_id]) for group_id in group_ids if group_id in versions]

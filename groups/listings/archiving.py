"""suspended → archived: a listing closed by its organiser, or taken out because nobody answered, 90 days later.

What a moderator suspended stays as they left it; what a feed dropped waits for the feed.
"""

from datetime import datetime, timedelta

from groups.listings import by_clock, life
from groups.models import Group

ARCHIVE_AFTER = timedelta(days=90)


def sweep(now: datetime) -> int:
    """Archive what is due at `now` (aware); how many listings. Safe to call twice, and by two at once."""
    rows = Group.objects.suspended_for_good(now - ARCHIVE_AFTER)
    return by_clock.each(rows, "archived", lambda group: life.set_status(group, Group.Status.ARCHIVED, now), now)

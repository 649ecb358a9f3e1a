"""A cluster of rows made into one group with its meetings."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from groups.feeds.draft import GroupDraft, MeetingDraft, Row, Spot
from groups.feeds.grouping import Cluster, cluster_rows, groups_are_real, is_group_name
from groups.feeds.record import Note, Record

_MAX_TEXT = 5000


def draft_groups(rows: list[Row]) -> tuple[list[GroupDraft], list[Note]]:
    """The groups of a feed's rows, each with at least one meeting, and notes on rows left out."""
    named = groups_are_real(rows)
    drafts: list[GroupDraft] = []
    notes: list[Note] = []
    for source_key, cluster in cluster_rows(rows):
        meeting, paused = _meeting_now(cluster)
        notes += [_note(row, "it is paused while its group meets at other times: left out") for row in paused]
        draft, repeats = _draft(source_key, meeting, named)
        drafts.append(draft)
        notes += [_note(row, "the same meeting as another row of its group: left out") for row in repeats]
    return drafts, notes


def _meeting_now(cluster: Cluster) -> tuple[Cluster, Cluster]:
    active = [row for row in cluster if not row.record.inactive]
    if not active:
        return cluster, []
    return active, [row for row in cluster if row.record.inactive]


def _draft(source_key: str, rows: Cluster, named: bool) -> tuple[GroupDraft, list[Row]]:
    name = _group_name(rows, named)
    link = _commonest(row.record.join_url for row in rows)
    shared_notes = rows[0].record.notes if len({row.record.notes for row in rows}) == 1 else ""
    meetings, repeats = _meetings(rows, name, link, shared_notes)
    columns = {
        "name": name,
        "attendance": _attendance(rows),
        "description": _joined([*(row.record.group_notes for row in rows), shared_notes]),
        "first_visit_note": _joined(row.record.venue_notes for row in rows),
        "join_notes": _joined(row.record.join_notes for row in rows),
        "join_link": link,
        "dial_in": _commonest(row.record.dial_in for row in rows),
        "website": _commonest(row.record.website for row in rows),
        "time_zone": rows[0].zone,
        "inactive": all(row.record.inactive for row in rows),
        **_place(rows),
    }
    dates = [row.record.updated for row in rows if row.record.updated]
    draft = GroupDraft(rows[0].record.row, source_key, columns, meetings, max(dates, default=None), len(rows))
    return draft, repeats


def _group_name(rows: Cluster, named: bool) -> str:
    own = [row.record.group_name for row in rows if is_group_name(row, named)]
    return _commonest(own) or _commonest(row.record.name for row in rows)


def _attendance(rows: Cluster) -> str:
    ways = {row.record.attendance for row in rows}
    return ways.pop() if len(ways) == 1 else "hybrid"


def _place(rows: Cluster) -> dict[str, Any]:
    home = min(rows, key=lambda row: (row.record.attendance == "online", not row.venue_known, row.spot is None))
    only_online = all(row.record.attendance == "online" for row in rows)
    # What an online group without a venue gives as its place is the middle of some town: no door to look for.
    nowhere = only_online and not home.venue_known
    spot: Spot | None = None if nowhere else home.spot
    return {
        "venue": "" if nowhere else home.record.venue,
        "address": "" if nowhere else home.address.street,
        "locality": home.address.locality,
        "region": home.address.region,
        "postal_code": "" if nowhere else home.address.postal_code,
        "country": home.address.country,
        "latitude": spot.latitude if spot else None,
        "longitude": spot.longitude if spot else None,
        "precision": spot.precision if spot else "",
    }


def _meetings(rows: Cluster, name: str, link: str, shared_notes: str) -> tuple[tuple[MeetingDraft, ...], list[Row]]:
    meetings: dict[tuple[Any, ...], MeetingDraft] = {}
    repeats: list[Row] = []
    for row in rows:
        meeting = _meeting(row, name, link, shared_notes)
        what = (*meeting.columns().values(), meeting.features, meeting.languages)
        if what in meetings:
            repeats.append(row)
        else:
            meetings[what] = meeting
    return tuple(meetings.values()), repeats


def _meeting(row: Row, name: str, link: str, shared_notes: str) -> MeetingDraft:
    record = row.record
    own_link = f"Join at {record.join_url}" if record.join_url and record.join_url != link else ""
    own_notes = "" if record.notes == shared_notes else record.notes
    return MeetingDraft(
        external_id=record.external_id,
        weekday=record.weekday,
        starts_at=record.starts_at,
        duration_minutes=record.duration_minutes,
        attendance=record.attendance,
        name=record.name if record.name != name else "",
        notes=_joined([own_link, own_notes]),
        features=row.features,
        languages=row.languages,
    )


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(dict.fromkeys(filter(None, texts)))[:_MAX_TEXT].strip()


def _commonest(texts: Iterable[str]) -> str:
    counted = Counter(filter(None, texts))
    return counted.most_common(1)[0][0] if counted else ""


def _note(row: Row, note: str) -> Note:
    record: Record = row.record
    return Note(record.row, record.name, note)

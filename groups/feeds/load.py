"""The one verb of this room: bring a source's groups in line with its feed, in one short transaction."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, OperationalError, transaction

from groups.feeds import formats
from groups.feeds.codes import load_codes
from groups.feeds.draft import GroupDraft
from groups.feeds.drafting import draft_groups
from groups.feeds.errors import FeedError
from groups.feeds.plan import Plan, fingerprint, make_plan
from groups.feeds.prepare import prepare
from groups.feeds.record import Note, Rejected
from groups.feeds.report import Report
from groups.feeds.whereabouts import Lookups
from groups.feeds.write import batches, write_plan
from groups.models import Fellowship, Group, Source
from groups.search import entries

logger = logging.getLogger(__name__)

#: A feed that would drop more than this share of what it lists is more likely broken than right.
MOST_DROPPED = 0.2
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Options:
    """How to import: `country` (ISO code) and `time_zone` (IANA) stand where a row says none; empty: the
    source's.

    `fellowship` is given to every group of the feed; None leaves it as it is.
    """

    source: str
    format: str = ""
    url: str = ""
    fellowship: Fellowship | None = None
    country: str = ""
    time_zone: str = ""
    dry_run: bool = False
    accept_shrink: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    format: str
    rows: int
    drafts: list[GroupDraft]
    rejected: tuple[Rejected, ...]
    notes: tuple[Note, ...]


def load(content: bytes, options: Options, lookups: Lookups, *, now: datetime) -> Report:
    """Read `content`, compare it with what the directory has of the source, and write the difference.

    Only groups that differ are written; an unchanged feed writes nothing but the source's last run. Raises
    FeedError, with nothing written, for a feed that cannot be read, lists nothing, or would drop too much.
    `now` is aware.
    """
    source = Source.objects.filter(slug=options.source).first()
    if source is not None:
        if source.is_example:
            raise FeedError(f'"{options.source}" holds the invented examples: choose another --source.')
        options = replace(
            options,
            country=options.country or source.country,
            time_zone=options.time_zone or source.time_zone,
        )
    reading = _read(content, options, lookups, _programs(options, source))
    for _ in range(_ATTEMPTS):
        plan = make_plan(reading.drafts, source, options.fellowship, now=now)
        _refuse_shrinking(plan, options)
        report = _report(reading, plan, options)
        if options.dry_run:
            return report
        if _write(plan, report, options, now):
            return report
        source = Source.objects.filter(slug=options.source).first()
    raise FeedError("Others kept writing to the directory while it was compared. Nothing was written; try again.")


def _read(content: bytes, options: Options, lookups: Lookups, programs: list[str]) -> _Reading:
    name, outcomes = formats.read(content, options.format)
    codes = load_codes(formats.FORMATS[name].VOCABULARY, programs)
    prepared = prepare(outcomes, codes, lookups, country=options.country, time_zone=options.time_zone)
    drafts, notes = draft_groups(prepared.rows)
    rejected = tuple(sorted(prepared.rejected, key=lambda row: row.row))
    rows = formats.count_rows(content)
    if not drafts:
        raise FeedError(_nothing_to_list(rows, rejected))
    return _Reading(name, rows, drafts, rejected, tuple(sorted([*prepared.notes, *notes], key=lambda note: note.row)))


def _nothing_to_list(rows: int, rejected: tuple[Rejected, ...]) -> str:
    first = f' The first of them, row {rejected[0].row} "{rejected[0].name}": {rejected[0].reason}.' if rejected else ""
    return f"None of the feed's {rows} rows can be listed; nothing was written.{first}"


def _refuse_shrinking(plan: Plan, options: Options) -> None:
    dropped = len(plan.suspended)
    if dropped > MOST_DROPPED * plan.listed_before and not options.accept_shrink:
        raise FeedError(
            f"The feed no longer has {dropped} of the {plan.listed_before} groups listed from {options.source}, "
            f"more than {MOST_DROPPED:.0%}; nothing was written. If that is right, repeat with --accept-shrink."
        )


def _report(reading: _Reading, plan: Plan, options: Options) -> Report:
    return Report(
        source=options.source,
        format=reading.format,
        rows=reading.rows,
        created=len(plan.created),
        updated=len(plan.updated),
        unchanged=plan.unchanged,
        suspended=len(plan.suspended),
        rejected=reading.rejected,
        notes=reading.notes,
    )


def _write(plan: Plan, report: Report, options: Options, now: datetime) -> bool:
    """Whether the plan was written: not if somebody wrote the source's groups, or took a slug, since it was made."""
    try:
        with transaction.atomic():
            # Imports write one at a time: two that touch the same search words in another order would block each other.
            list(Source.objects.select_for_update(no_key=True).order_by("pk"))
            source = _locked_source(options)
            _lock_old(plan)
            if fingerprint(source) != plan.fingerprint:
                # Undoes also a source made just now, so that a lost race leaves nothing.
                transaction.set_rollback(True)
                return False
            if plan.changes_anything():
                write_plan(plan, source, options.fellowship or _usual_fellowship(source), now=now)
            elif source.last_run_at is None or source.last_run_at.date() != now.date():
                # Its listings were confirmed by this run, and their cards say on which day.
                entries.count_change()
            source.format = report.format
            source.last_run_at = now
            source.last_report = report.counts()
            source.save()
    except (IntegrityError, OperationalError) as error:
        if isinstance(error, OperationalError) and not _lost_a_race(error):
            raise
        logger.warning("An import met another writer and compares again: %s", type(error).__name__)
        return False
    return True


def _lost_a_race(error: OperationalError) -> bool:
    # PostgreSQL: serialization_failure and deadlock_detected, after which the same work may well succeed.
    return getattr(error.__cause__, "pgcode", None) in ("40001", "40P01")


def _locked_source(options: Options) -> Source:
    # SQLite ignores the row lock: there the transaction is IMMEDIATE and already holds the one write lock.
    source, _ = Source.objects.select_for_update(no_key=True).get_or_create(
        slug=options.source, defaults={"name": options.source}
    )
    source.country = options.country or source.country
    source.time_zone = options.time_zone or source.time_zone
    source.url = options.url or source.url
    return source


def _lock_old(plan: Plan) -> None:
    """Nobody writes what the plan overwrites between the look at the fingerprint and the end of the import.

    What stays as it is is not locked: a large unchanged feed would write each of its rows for that. Always in the order
    of the ids, or two that lock some of the same would wait for each other.
    """
    old = sorted([*(change.group.pk for change in plan.updated), *(group.pk for group in plan.suspended)])
    for ids in batches(old):
        list(Group.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _programs(options: Options, source: Source | None) -> list[str]:
    """The programs in whose words the feed's codes are to be read; none is known of a feed without a fellowship."""
    fellowship = options.fellowship or (_usual_fellowship(source) if source else None)
    return fellowship.programs if fellowship else []


def _usual_fellowship(source: Source) -> Fellowship | None:
    """The fellowship of the source's groups, if they have one: what an import without --fellowship goes on
    with.
    """
    known = Group.objects.filter(source=source, fellowship__isnull=False).order_by("id").first()
    return known.fellowship if known else None

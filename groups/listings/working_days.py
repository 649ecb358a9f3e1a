"""How long somebody has to answer: days from Monday to Friday, on the group's own calendar."""

from datetime import UTC, datetime, time, timedelta

from dateutil.rrule import DAILY, FR, MO, TH, TU, WE, rrule

from groups.schedule import zone

_WORKING = (MO, TU, WE, TH, FR)


def after(moment: datetime, days: int, time_zone: str) -> datetime:
    """The moment (UTC) `days` working days after `moment` (aware), by the wall clock of `time_zone` (IANA).

    A working day is Monday to Friday: public holidays differ too much from place to place to be known. What begins at
    a weekend counts from Monday 00:00. A wall time that a clock change skips moves forward by the gap (PEP 495).
    """
    here = zone(time_zone)
    begin = moment.astimezone(here).replace(tzinfo=None, fold=0)
    if begin.weekday() > 4:
        begin = datetime.combine(begin.date() + timedelta(days=7 - begin.weekday()), time())
    end = list(rrule(DAILY, byweekday=_WORKING, dtstart=begin, count=days + 1))[-1]
    return end.replace(microsecond=begin.microsecond, tzinfo=here).astimezone(UTC)

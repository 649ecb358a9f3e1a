"""A listing that is being typed in: kept step by step as it was typed, mistakes included, for the one browser it is
typed in. Gone when it is sent, when its writer says so, and 7 days after the last step.
"""

import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest, QueryDict

from groups.models import Draft

#: The values of each field of a step, as they were typed.
Typed = dict[str, list[str]]

KEPT = timedelta(days=7)
#: Nobody types more; what a form finds too long is far below.
LONGEST, MOST_VALUES = 20_000, 200
_SESSION, _SENT = "draft", "sent"


def of(request: HttpRequest) -> Draft | None:
    """The draft of this browser; None before the first step, and once it is sent or forgotten."""
    number = request.session.get(_SESSION)
    return Draft.objects.filter(pk=number).first() if number else None


@transaction.atomic
def keep(request: HttpRequest, step: str, typed: Typed) -> Draft:
    """Keep one step as it was typed; the other steps stay as another tab may have left them a moment ago."""
    draft = Draft.objects.select_for_update().filter(pk=request.session.get(_SESSION) or 0).first()
    if draft is None:
        draft = Draft()
        # The number of a session that somebody else may have planted ends here.
        request.session.cycle_key()
    draft.steps = {**draft.steps, step: typed}
    draft.save()
    request.session[_SESSION] = draft.pk
    return draft


def forget(request: HttpRequest) -> None:
    """Delete the draft of this browser, now."""
    number = request.session.pop(_SESSION, None)
    Draft.objects.filter(pk=number).delete()


def note_sent(request: HttpRequest) -> None:
    """The draft of this browser is sent and gone: a second click on “send” finds that out."""
    request.session[_SENT] = request.session.pop(_SESSION, None)


def was_sent(request: HttpRequest) -> bool:
    """Whether the last draft of this browser was sent."""
    return _SESSION not in request.session and _SENT in request.session


def forget_old(now: datetime) -> int:
    """Delete the drafts whose last step was 7 days before `now` (aware) or earlier; how many."""
    return Draft.objects.filter(updated_at__lte=now - KEPT).delete()[0]


def typed_in(data: QueryDict, is_field: Callable[[str], bool]) -> Typed:
    """What was typed into the fields of a step: without NULs and lone surrogates, which no database keeps."""
    return {
        name: [_storable(value) for value in values[:MOST_VALUES]] for name, values in data.lists() if is_field(name)
    }


def _storable(value: str) -> str:
    return "".join(one for one in value[:LONGEST] if one != "\0" and unicodedata.category(one) != "Cs")

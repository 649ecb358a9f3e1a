"""The way from the first step to a listing that is sent: which step comes next, the whole sheet, and sending it."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import get_language

from groups import sheet
from groups.listings import proposals
from groups.listings.step_group import WhatForm, WhomForm, YouForm
from groups.listings.step_when import WhenForm
from groups.listings.step_where import PinForm, WhereForm
from groups.listings.steps import SoFar, StepForm, Steps
from groups.models import Draft, Organiser
from groups.sheet import Sheet

_IN_ORDER: tuple[type[StepForm], ...] = (WhatForm, WhereForm, PinForm, WhenForm, WhomForm, YouForm)
FORMS: dict[str, type[StepForm]] = {form.name: form for form in _IN_ORDER}


class Walk:
    """The steps of a draft, those alone that make sense for it. `today` is the date in UTC, `guesses` as in `SoFar`."""

    def __init__(self, steps: Steps, today: date, guesses: bool = True) -> None:
        self.so_far = SoFar(steps, today, guesses)

    @cached_property
    def forms(self) -> dict[str, StepForm]:
        """The form of each step, in order."""
        left_out = "" if self.so_far.has_place else PinForm.name
        return {name: form(self.so_far) for name, form in FORMS.items() if name != left_out}

    def form(self, step: str) -> StepForm | None:
        """The form of one step; None for a step that this listing does not have."""
        return self.forms.get(step)

    def is_open(self, step: str) -> bool:
        """Whether a step can be answered yet: what comes later hangs on what it is."""
        return step == WhatForm.name or bool(self.so_far.kind)

    @property
    def next(self) -> str:
        """The first step that is not answered, or holds a mistake; "" when all are done."""
        return next((name for name, form in self.forms.items() if not form.is_done), "")

    def after(self, step: str) -> str:
        """Where to go from a step: it comes again with a mistake, else the next that is not done; "" to check all."""
        form = self.forms.get(step)
        return step if form and not form.is_done else self.next

    def sheet(self) -> Sheet:
        """The listing as it would be sent; only what the steps that are done say."""
        whole = sheet.empty()
        for form in self.forms.values():
            if form.is_done:
                whole |= form.values()
        return whole


@transaction.atomic
def send(draft: Draft, now: datetime) -> bool:
    """Send a draft and delete it; True as well where another click has just sent it, False where a step is not done.

    `now` is aware. The mails go out in the language of the page.
    """
    locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        return True
    walk = Walk(locked.steps, now.date())
    if walk.next:
        return False
    you = walk.forms[YouForm.name]
    language = {"language": get_language() or settings.LANGUAGE_CODE}
    address = you.cleaned_data["organiser_email"]
    organiser, _is_new = Organiser.objects.get_or_create(email=address, defaults=language)
    proposals.submit_new(walk.sheet(), organiser, now)
    locked.delete()
    return True

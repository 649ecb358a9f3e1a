"""A moderator, logged in, and the forms they fill in."""

import pytest
from django.urls import reverse


@pytest.fixture
def moderator(admin_client):
    return admin_client


@pytest.fixture
def edit(moderator):
    """Open the form of a row, change some fields of it and save; the response."""

    def change(row, **changes):
        model = row._meta.model_name
        address = reverse(f"admin:groups_{model}_change", args=[row.pk])
        page = moderator.get(address)
        assert page.status_code == 200
        return moderator.post(address, filled_in(page) | changes)

    return change


@pytest.fixture
def act(moderator):
    """Tick rows in a list and start an action on them."""

    def start(action, *rows, **more):
        address = reverse(f"admin:groups_{rows[0]._meta.model_name}_changelist")
        ticked = {"action": action, "_selected_action": [row.pk for row in rows]}
        return moderator.post(address, ticked | more, follow=True)

    return start


def filled_in(page):
    """What a browser would send back if nobody changed anything."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    fields = [bound for form in forms for bound in form]
    values = {bound.html_name: bound.value() for bound in fields}
    # Where a default is made anew each time, the form carries along what it started from.
    values |= {bound.html_initial_name: bound.value() for bound in fields if bound.field.show_hidden_initial}
    return {name: _as_text(value) for name, value in values.items() if value is not None and value is not False}


def _as_text(value):
    if isinstance(value, list):
        return [getattr(row, "pk", row) for row in value]
    return "on" if value is True else value

"""“Something wrong?”: two taps, no account, no name, no cookie and no script.

There is no session for a forged request to ride on. What must not happen is that another site makes its visitors send
reports, each from a network of its own: so a report needs a time that we signed for this very listing, and a browser
that says where a form comes from must say that it comes from here.
"""

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from groups.fields import PlainField
from groups.guard import GuardedForm, allowed
from groups.listings import reports
from groups.models import Group, Report
from groups.pages.caching import kept_by_nobody
from groups.pages.errors import not_shown
from groups.pages.frame import page
from groups.pages.helplines import help_lines
from groups.pages.origin import comes_from_here
from groups.search.vocabulary import directory_version

LONGEST_TEXT = 500
#: Of one network: so many at once, then so many an hour.
_BURST, _AN_HOUR = 5, 5.0


class ReportForm(GuardedForm):
    """What was found, and a few words if somebody wants to."""

    kind = forms.ChoiceField(
        choices=Report.Kind.choices,
        error_messages={"required": _("Press one of the buttons."), "invalid_choice": _("Press one of the buttons.")},
    )
    text = PlainField(
        required=False,
        max_length=LONGEST_TEXT,
        error_messages={
            "max_length": _("This is too long: it has %(show_value)d letters, and %(limit_value)d fit."),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
def report(request: HttpRequest, slug: str) -> HttpResponseBase:
    """GET shows six buttons, POST keeps what was pressed; nothing of who pressed it is kept."""
    group = Group.objects.listed().filter(slug=slug).first()
    if group is None:
        return not_shown(request, slug)
    form = ReportForm(request.POST if request.method == "POST" else None)
    form.purpose = f"report {group.pk}"
    if request.method != "POST":
        return _page(request, group, form)
    if not comes_from_here(request) or not form.is_valid():
        return _page(request, group, form, 422 if comes_from_here(request) else 403)
    now, kind = timezone.now(), form.cleaned_data["kind"]
    try:
        reports.receive(
            group, kind, form.cleaned_data["text"], now, not allowed(request, "report", now, _BURST, _AN_HOUR)
        )
    except reports.TooMany:
        return _page(request, group, form, 429)
    return redirect("report-care" if kind == Report.Kind.UNSAFE else "report-thanks", group.slug)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What happens next."""
    return _thanks(request, slug, "listings/report_thanks.html")


@require_safe
def care(request: HttpRequest, slug: str) -> HttpResponseBase:
    """For whoever felt unsafe: that they did right, who reads it, and who can be rung now."""
    return _thanks(request, slug, "listings/report_care.html")


def _page(request: HttpRequest, group: Group, form: ReportForm, status: int = 200) -> HttpResponseBase:
    errors = [error for name in form.errors for error in form.errors[name]] if form.is_bound else []
    context = {
        "group": group,
        "kinds": Report.Kind.choices[:-1],
        "other": Report.Kind.choices[-1],
        "guard": form.guard,
        "errors": errors,
        "from_elsewhere": status == 403,
        "full": status == 429,
        "typed": str(form.data.get("text", "")).replace("\0", ""),
        "longest": LONGEST_TEXT,
        "indexable": False,
        "help_lines": help_lines(directory_version(), group.country),
    }
    return kept_by_nobody(page(request, "listings/report.html", context, directory_version(), group.country, status))


def _thanks(request: HttpRequest, slug: str, template: str) -> HttpResponseBase:
    # The listing may be gone by now; whoever reported it is thanked all the same.
    country = Group.objects.filter(slug=slug).values_list("country", flat=True).first() or ""
    version = directory_version()
    context = {"indexable": False, "help_lines": help_lines(version, country)}
    return kept_by_nobody(page(request, template, context, version, country))

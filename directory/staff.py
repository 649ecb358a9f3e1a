"""How the staff come in, and when their sessions end: an hour after the last request, and the same day."""

from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from directory import second_step, second_step_pages

#: From the log-in on, however busy the session is.
SESSION = timedelta(hours=12)
#: From the last request on. Looked at once a minute, so that not every page writes a row.
IDLE, MINUTE = timedelta(hours=1), timedelta(minutes=1)
_END = "staff_end"
#: The lists by what they are for, what waits first. A list that stands nowhere here comes last.
_SECTIONS = {
    "Every day": "groups.Proposal groups.Report groups.ContactMessage groups.Group groups.Change",
    "Help and links": "groups.HelpLine groups.PracticalLink groups.PaidProvider",
    "Words of the directory": "groups.Philosophy groups.Fellowship groups.Feature groups.Language",
    "Behind the scenes": "groups.Organiser groups.Source groups.Job",
    "Staff": "auth.User groups.ModeratorScope auth.Group",
}
#: What is called groups there are roles: groups are what people go to.
_NAMES = {"auth.Group": "Roles"}


class StaffSite(admin.AdminSite):
    """Django's admin, which opens only after the second step, where somebody has one or must have one."""

    logout_template = "admin/logged_out.html"

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the log-in is whole."""
        user = request.user
        return super().has_permission(request) and not (
            second_step.wants_code(user) or second_step.wants_setting_up(user)
        )

    def get_urls(self) -> list[Any]:
        """Django's, with the pages of the second step. Who is half-way through the log-in may give it up."""
        own = [
            path("logout/", self.logout, name="logout"),
            path("second-step/", second_step_pages.mine, name="second_step"),
            path("second-step/codes/", self.admin_view(second_step_pages.new_codes), name="second_step_codes"),
            path("second-step/off/", self.admin_view(second_step_pages.off), name="second_step_off"),
        ]
        return own + super().get_urls()

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Django's, with 400 for what no page of ours asks: a NUL, which PostgreSQL does not take, or a pattern."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def ask(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            asked = request.GET.lists()
            if any(name.endswith("regex") or "\0" in "".join([name, *values]) for name, values in asked):
                raise BadRequest
            return guarded(request, *args, **kwargs)

        return ask

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The lists that whoever asks may see, by what they are for."""
        apps = super().get_app_list(request, app_label)
        found = {model["model"]._meta.label: (app, model) for app in apps for model in app["models"]}
        sections = []
        for name, labels in {**_SECTIONS, "More": " ".join(found)}.items():
            mine = [(*found.pop(label), label) for label in labels.split() if label in found]
            models = [dict(model) | {"name": _NAMES.get(label, model["name"])} for _, model, label in mine]
            if mine:
                sections.append(mine[0][0] | {"name": name, "models": models})
        return sections

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Name and password, from where on the session has its end; then the code, or the way to set one up."""
        if second_step.wants_code(request.user):
            return second_step_pages.ask_code(request)
        if second_step.wants_setting_up(request.user):
            return redirect("admin:second_step")
        response = super().login(request, extra_context)
        if request.method == "POST" and request.user.is_authenticated:
            request.session.pop(_END, None)
            keep_awake(request.session, timezone.now())
        return response


def keep_awake(session: SessionBase, now: datetime) -> None:
    """Let a session of staff, used at `now` (aware), live another hour, though never past its end."""
    if _END not in session:
        session[_END] = (now + SESSION).isoformat()
    until = min(datetime.fromisoformat(session[_END]), now + IDLE)
    if abs(until - session.get_expiry_date()) > MINUTE:
        session.set_expiry(until)

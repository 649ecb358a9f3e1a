"""How the staff come in: log-in with a limit on guesses, and sessions that end the same day."""

import ipaddress
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

#: From the log-in on, however busy the session is.
SESSION = timedelta(hours=12)


class StaffSite(admin.AdminSite):
    """Django's admin, whose sessions end for good 12 hours after the log-in."""

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The log-in page; after the right password the session has its end."""
        response = super().login(request, extra_context)
        if request.method == "POST" and request.user.is_authenticated:
            request.session.set_expiry(timezone.now() + SESSION)
        return response


class StaffAdminConfig(AdminConfig):
    """The admin with the site above."""

    default_site = "directory.staff.StaffSite"


def network_of_client(request: HttpRequest) -> str | None:
    """The first address of the /24 or /48 network a request comes from: all that is kept of who guesses passwords."""
    try:
        peer = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return None
    prefix = 24 if peer.version == 4 else 48
    return str(ipaddress.ip_network(f"{peer}/{prefix}", strict=False).network_address)

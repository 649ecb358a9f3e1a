"""Wrong tries at a log-in: counted by name and network, and nothing else is kept of whoever tried."""

import ipaddress
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.db import transaction
from django.http import HttpRequest

from directory import second_step


class QuietHandler(AxesDatabaseHandler):
    """Keeps name, network, number and time of wrong tries: no browser, address or form."""

    def user_login_failed(
        self, sender: Any, credentials: dict, request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        """Count one; the fields that axes fills from the request stay empty."""
        if request is not None:
            vars(request).update(axes_user_agent="", axes_http_accept="", axes_path_info="")
        with transaction.atomic():
            super().user_login_failed(sender, credentials, request, **kwargs)
            AccessAttempt.objects.exclude(get_data="", post_data="").update(get_data="", post_data="")

    def user_logged_in(self, sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
        """Forget the wrong tries once the log-in is whole: else a known password would buy new guesses at the code."""
        if not second_step.wants_code(user):
            super().user_logged_in(sender, request, user, **kwargs)


def network_of_client(request: HttpRequest) -> str | None:
    """The first address of the /24 or /48 network a request comes from: all that is kept of who guesses."""
    try:
        peer = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return None
    prefix = 24 if peer.version == 4 else 48
    return str(ipaddress.ip_network(f"{peer}/{prefix}", strict=False).network_address)

"""What only our own mail holds: a return address with its signature, and a Message-ID that nobody can guess."""

import hmac
import re
from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import salted_hmac

from groups.models import Organiser

_SALT = "groups.listings.marks"


def return_address(organiser: Organiser) -> str:
    """Where mail to this organiser comes back to: "bounces+7.<signature>@…"; MAIL_FROM without BOUNCE_ADDRESS."""
    local, at, host = settings.BOUNCE_ADDRESS.rpartition("@")
    return f"{local}+{organiser.pk}.{_signature(organiser.pk)}@{host}" if at else settings.MAIL_FROM


def organiser_of(address: str) -> Organiser | None:
    """Whose mail comes back to this address; None where it is none of ours."""
    _, plus, mark = address.partition("@")[0].rpartition("+")
    number, _, signature = mark.partition(".")
    if not plus or not re.fullmatch(r"[0-9]{1,18}", number):
        return None
    # Mail servers may write the part before the @ in capital letters.
    if not hmac.compare_digest(_signature(int(number)).encode(), signature.lower().encode()):
        return None
    return Organiser.objects.filter(pk=int(number)).first()


def message_id(job_number: int) -> str:
    """The Message-ID of a job's mail: the same each time it is sent, so that a reader's program knows a repeat."""
    digest = salted_hmac(f"{_SALT}.message", str(job_number), algorithm="sha256").hexdigest()[:32]
    return f"<{digest}@{parseaddr(settings.MAIL_FROM)[1].rpartition('@')[2]}>"


def _signature(number: int) -> str:
    return salted_hmac(f"{_SALT}.return", str(number), algorithm="sha256").hexdigest()[:20]

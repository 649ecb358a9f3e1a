"""The signed time in a form, as if the page had been open for a while."""

from django.core import signing
from django.utils import timezone


def shown(purpose, seconds=60):
    """What the hidden field `shown` of a form holds that was shown some seconds ago."""
    return signing.dumps({"for": purpose, "at": timezone.now().timestamp() - seconds}, salt="groups.guard")

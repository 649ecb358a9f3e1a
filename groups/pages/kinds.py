"""The kinds of support, each in a sentence, as the home page offers them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import Fellowship
from groups.search import remembered


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of support: its name, what it is, and the address of the groups of that kind."""

    name: str
    line: str
    url: str


def kinds(version: int) -> list[KindView]:
    """The kinds in the order most people look for them, at a version of the directory."""
    path = reverse("results")
    rows = (
        ("kind=meeting", _("Group meetings"), _("People with the same problem meet, talk and listen.")),
        ("attendance=online", _("Online"), _("Join by video, phone or chat, from anywhere.")),
        ("kind=cafe", _("Recovery cafés"), _("Drop in, have a coffee, be among people who understand.")),
        ("kind=one_to_one", _("One to one"), _("A mentor, coach or sponsor who walks beside you.")),
        ("kind=aftercare", _("After treatment"), _("Groups for the time after a treatment centre.")),
        (
            remembered.get(version, "family fellowships", _for_family),
            _("Family and friends"),
            _("For people who love someone who is struggling."),
        ),
    )
    return [KindView(name, line, f"{path}?{query}") for query, name, line in rows if query]


def _for_family() -> str:
    """The query of all fellowships for family and friends; "" where there is none."""
    rows = Fellowship.objects.order_by("slug").values_list("slug", "concerns")
    return urlencode([("fellowship", slug) for slug, concerns in rows if "family-and-friends" in concerns])

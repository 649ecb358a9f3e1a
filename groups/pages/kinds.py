"""The kinds of support, each in a sentence, as the home page offers them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import Fellowship, Group
from groups.search import remembered


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of support: its name, what it is, and the address of its page or groups."""

    name: str
    line: str
    url: str


FAMILY = "family-and-friends"
ONLINE_COMMUNITIES = "online-communities"
#: The kinds with a page that explains them, by the slug of its address; a meeting has the one of its philosophy.
SUPPORT_KINDS = {
    "recovery-cafes": Group.Kind.CAFE,
    "one-to-one": Group.Kind.ONE_TO_ONE,
    "aftercare": Group.Kind.AFTERCARE,
    ONLINE_COMMUNITIES: Group.Kind.ONLINE_COMMUNITY,
}


def support_slug(kind: str) -> str:
    """The slug of the page that explains a kind of support; "" for one without."""
    return next((slug for slug, own in SUPPORT_KINDS.items() if own == kind), "")


def wanted_of(slug: str, version: int) -> dict[str, tuple[str, ...]]:
    """What the search is asked for the groups of a support page: parameter and values; {} where there can be none."""
    if slug == FAMILY:
        fellowships = remembered.get(version, "family fellowships", _for_family)
        return {"fellowship": fellowships} if fellowships else {}
    return {"kind": (SUPPORT_KINDS[slug],)}


def kinds() -> list[KindView]:
    """The kinds in the order most people look for them."""
    results = reverse("results")
    rows = (
        (f"{results}?kind=meeting", _("Group meetings"), _("People with the same problem meet, talk and listen.")),
        (reverse("online"), _("Online"), _("Join by video, phone or chat, from anywhere.")),
        (reverse("help-now"), _("Phone and text"), _("Someone to talk to now, day or night.")),
        (_page("recovery-cafes"), _("Recovery cafés"), _("Drop in, have a coffee, be among people who understand.")),
        (_page("one-to-one"), _("One to one"), _("A mentor, coach or sponsor who walks beside you.")),
        (_page("aftercare"), _("After treatment"), _("Groups for the time after a treatment centre.")),
        (_page(ONLINE_COMMUNITIES), _("Forums and chats"), _("Write with others, whenever you like.")),
        (_page(FAMILY), _("Family and friends"), _("For people who love someone who is struggling.")),
    )
    return [KindView(name, line, url) for url, name, line in rows]


def _page(slug: str) -> str:
    return reverse("support", args=[slug])


def family_address(version: int) -> str:
    """The address of the groups for family and friends at a version of the directory; "" where there is none."""
    wanted = wanted_of(FAMILY, version)
    return f"{reverse('results')}?{urlencode(wanted, doseq=True)}" if wanted else ""


def _for_family() -> tuple[str, ...]:
    """The slugs of all fellowships for family and friends."""
    rows = Fellowship.objects.order_by("slug").values_list("slug", "concerns")
    return tuple(slug for slug, concerns in rows if FAMILY in concerns)

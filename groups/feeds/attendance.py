"""How one can attend, and whether a meeting is on at all, from what the feeds say in several places at once."""

from dataclasses import dataclass

IN_PERSON, ONLINE, HYBRID = "in_person", "online", "hybrid"
STATED = (IN_PERSON, ONLINE, HYBRID)


@dataclass(frozen=True, slots=True)
class Signs:
    """What a row says about attending; `stated` is the feed's own word for it, "inactive" included, or empty.

    `named` is what its name says ("Foo (Online)"), `marked_online` a type or format that says online,
    `reachable` a join link or dial-in number, `has_venue` an address that is more than a town, `paused` a
    status word in the name.
    """

    stated: str = ""
    named: str = ""
    marked_online: bool = False
    reachable: bool = False
    has_venue: bool = False
    venue_closed: bool = False
    paused: bool = False


def read_attendance(signs: Signs) -> tuple[str, bool]:
    """(attendance, inactive) of a row. What the feed states wins; a closed venue with a link is online for
    now.
    """
    venue_open = not (signs.venue_closed or signs.paused)
    says_online = signs.marked_online or signs.named in (ONLINE, HYBRID) or signs.stated in (ONLINE, HYBRID)
    if signs.stated == "inactive":
        return _derived(signs, venue_open=True), True
    if venue_open:
        return (signs.stated if signs.stated in STATED else _derived(signs, venue_open=True)), False
    runs_online = signs.reachable and (says_online or not signs.paused)
    if runs_online or (signs.stated == ONLINE and not signs.paused):
        return ONLINE, False
    return (signs.stated if signs.stated in STATED else _derived(signs, venue_open=True)), True


def _derived(signs: Signs, *, venue_open: bool) -> str:
    if signs.named in STATED:
        return signs.named
    if signs.marked_online or signs.reachable:
        return HYBRID if signs.has_venue and venue_open else ONLINE
    return IN_PERSON

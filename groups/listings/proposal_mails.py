"""The mails about what an organiser proposed: a new listing published, a question, or turned down."""

from datetime import datetime
from typing import Any

from groups.listings import links
from groups.listings.mails import address, mail
from groups.models import Group, Link, Organiser, Proposal

Context = dict[str, Any]


@mail("published")
def published(reader: Organiser, group: Group, data: Context, now: datetime) -> Context:
    """The new listing is public, and how to change it later."""
    return {"page": address("group-by-number", group.pk), "link": address("my-groups")}


@mail("question")
def question(reader: Organiser, group: Group, data: Context, now: datetime) -> Context | None:
    """What a moderator asks, with a link to the page for the answer."""
    proposal = Proposal.objects.filter(pk=data["proposal"], group=group, state=Proposal.State.ASKED).first()
    if proposal is None:
        return None
    token = links.make(Link.Purpose.ANSWER, reader, now, group, proposal=proposal.pk)
    return {"question": proposal.question, "link": address("answer-question", token)}


@mail("rejected")
def rejected(reader: Organiser, group: Group, data: Context, now: datetime) -> Context | None:
    """Why it was turned down, and what to do about it."""
    proposal = Proposal.objects.filter(pk=data["proposal"], group=group, state=Proposal.State.REJECTED).first()
    if proposal is None:
        return None
    is_new = proposal.kind == Proposal.Kind.NEW
    return {"reason": proposal.reason, "is_new": is_new, "link": address("contact")}

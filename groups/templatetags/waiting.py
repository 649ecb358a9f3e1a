"""How much waits for whoever is logged in, for the first page of the admin."""

from django import template
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Count, Q

from groups.models import ContactMessage, Proposal, Report
from groups.models.moderation import held_by

register = template.Library()
_OPEN = Q(state__in=[Proposal.State.WAITING, Proposal.State.ASKED])


@register.simple_tag
def open_messages(user: AbstractBaseUser | AnonymousUser) -> int:
    """The messages from visitors for them that nobody has marked as done."""
    return ContactMessage.objects.looked_after_by(user).filter(done=False).count()


@register.simple_tag
def waiting_proposals(user: AbstractBaseUser | AnonymousUser) -> dict[str, int]:
    """`total` in the queue of what they look after, `safe` of them in which nothing stands out, `asked` answers due."""
    asked = Count("pk", filter=Q(state=Proposal.State.ASKED))
    safe = Count("pk", filter=Q(state=Proposal.State.WAITING, risk=0, kind=Proposal.Kind.EDIT))
    mine = Proposal.objects.filter(_OPEN, held_by(user, "group__"))
    return mine.aggregate(total=Count("pk"), safe=safe, asked=asked)


@register.simple_tag
def open_reports(user: AbstractBaseUser | AnonymousUser) -> dict[str, int]:
    """`total` reports of what they look after that nobody has closed, `unsafe` of them where somebody felt unsafe."""
    unsafe = Count("pk", filter=Q(kind=Report.Kind.UNSAFE))
    mine = Report.objects.filter(held_by(user, "group__"), closed_at=None)
    return mine.aggregate(total=Count("pk"), unsafe=unsafe)

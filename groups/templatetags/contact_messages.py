"""How many messages wait, for the first page of the admin."""

from django import template

from groups.models import ContactMessage

register = template.Library()


@register.simple_tag
def open_messages() -> int:
    """The messages from visitors that nobody has marked as done."""
    return ContactMessage.objects.filter(done=False).count()

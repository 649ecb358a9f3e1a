"""Text of a block, to be said again elsewhere on the page."""

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag(end_name="endoneline")
def oneline(content: str) -> SafeString:
    """What stands in the block, on one line and fit for an attribute: `{% oneline as title %}…{% endoneline %}`."""
    # It was escaped where it was rendered; a quotation mark in a translation was not.
    return SafeString(" ".join(content.split()).replace('"', "&quot;"))

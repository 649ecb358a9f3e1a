"""`{{ row.name|translated }}`: a text of the vocabulary in the language of the page. `{{ number|isolated }}`: text that
keeps its own direction inside a sentence."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from groups.language import isolated, translated

register = template.Library()
register.filter("translated", translated)
register.filter("isolated", isolated)


@register.simple_tag
def auto_dir() -> SafeString:
    """The attribute that lets an element keep the direction of what it holds, on pages that read from right to left."""
    return SafeString(' dir="auto"' if get_language_bidi() else "")

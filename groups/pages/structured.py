"""schema.org for search engines: what a page says, as JSON-LD in a data block that no browser runs."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.pages.head import absolute

Thing = dict[str, Any]

# As json_script of Django: with these written as escapes nothing in a text can end the element or start another.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def script_of(*things: Thing) -> SafeString:
    """The data block with these things; "" for none."""
    if not things:
        return SafeString("")
    body: Thing = things[0] if len(things) == 1 else {"@graph": list(things)}
    text = json.dumps({"@context": "https://schema.org", **body}, ensure_ascii=False).translate(_ESCAPES)
    return SafeString(f'<script type="application/ld+json">{text}</script>')


def thing(kind: str, **properties: Any) -> Thing:
    """A schema.org thing of a type, without its empty properties; False and 0 are not empty."""
    kept = {name: value for name, value in properties.items() if value not in ("", None, [], {})}
    return {"@type": kind, **kept}


def website() -> Thing:
    """The site and its search, for the home page."""
    target = absolute(reverse("results")) + "?near={place}"
    search = thing("SearchAction", target=thing("EntryPoint", urlTemplate=target))
    return thing(
        "WebSite",
        name=settings.SITE_NAME,
        url=absolute(reverse("home")),
        inLanguage=get_language(),
        publisher={"@id": _site_id()},
        potentialAction=search | {"query-input": "required name=place"},
    )


def organization() -> Thing:
    """Who runs the site, as far as the settings say."""
    return {"@id": _site_id()} | thing("Organization", name=settings.SITE_NAME, url=absolute("/"))


def breadcrumbs(*steps: tuple[str, str]) -> Thing:
    """The way from the home page to this one: (name, path) of each step after it, this page's own last."""
    way = [(_("Find a group"), reverse("home")), *steps]
    items = [
        thing("ListItem", position=position, name=str(name), item=absolute(path))
        for position, (name, path) in enumerate(way, 1)
    ]
    return thing("BreadcrumbList", itemListElement=items)


def _site_id() -> str:
    return absolute("/#site")

"""Judges JSON-LD by the part of the schema.org vocabulary in tests/data, and by what search engines require."""

import json
import re
from pathlib import Path

from django.conf import settings

_WORDS = json.loads((Path(settings.BASE_DIR) / "tests/data/schema_org.json").read_text())
_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
#: Required by Google for a page of results (Search Central, "Event" and "Breadcrumb").
_REQUIRED = {
    "Event": {"name", "startDate", "location"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "WebSite": {"name", "url"},
    "VirtualLocation": {"url"},
    "Place": {"address"},
}


def things_on(page):
    """The things a page describes, after a look that it is one data block."""
    blocks = _BLOCK.findall(page)
    assert len(blocks) <= 1
    assert page.count("ld+json") == len(blocks)
    if not blocks:
        return []
    data = json.loads(blocks[0])
    assert data.pop("@context") == "https://schema.org"
    return data.get("@graph") or [data]


def the(kind, things):
    """The only thing of that type."""
    found = [thing for thing in things if thing["@type"] == kind]
    assert len(found) == 1
    return found[0]


def mistakes(value):
    """A sentence for each word that schema.org does not have there, and for what is required and missing."""
    if isinstance(value, list):
        return [mistake for item in value for mistake in mistakes(item)]
    if not isinstance(value, dict) or set(value) == {"@id"}:
        return []
    kind = value.get("@type")
    if kind not in _WORDS["types"]:
        return [f"no such type: {kind}"]
    missing = _REQUIRED.get(kind, set()) - set(value)
    found = [f"{kind} lacks {name}" for name in sorted(missing)]
    for name, inner in value.items():
        if not name.startswith("@"):
            belongs = _WORDS["properties"].get(name.removesuffix("-input"), [])
            found += [] if set(_line(kind)) & set(belongs) else [f"{kind} has no {name}"]
            found += mistakes(inner)
    return found


def _line(kind):
    while kind:
        yield kind
        kind = _WORDS["types"][kind]

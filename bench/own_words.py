"""All that we say to visitors in our own words, gathered from the files it is written in.

Listings of feeds are other people's words, and official names are not ours to change: neither is judged here.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.template import Template, engines
from django.template.base import TextNode
from django.template.loader_tags import IncludeNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "templates"
VOCABULARY = ROOT / "groups" / "vocabulary"
#: What people who run or read the directory may open; the rest of docs/ speaks of machines.
DOCUMENTS = (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md")

#: Files whose sentences are translated where they are shown, not where they stand.
_PLAIN = ("groups/search/filters.py", "groups/search/vocabulary.py", "groups/api/views.py", "groups/api/problems.py")
_GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
# A stylesheet is no text: a mail has its own, for no other file can go with it.
_TAG = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
_CODE = re.compile(r"```.*?```|`[^`]*`|https?://\S+", re.DOTALL)


class Said(NamedTuple):
    """One text, and the file or row it stands in."""

    where: str
    text: str


def templates() -> list[str]:
    """The names of all templates for visitors, fragments included."""
    names = (path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
    return sorted(name for name in names if not name.startswith("admin/"))


def pages() -> list[str]:
    """The templates that are whole pages."""
    return [name for name in templates() if not Path(name).name.startswith("_") and name != "base.html"]


def sentences_of(template: str) -> list[str]:
    """What a template says to be translated, its constant includes included, each text once."""
    found = dict.fromkeys(_messages(_nodes(template)))
    for include in _of_type(_nodes(template), IncludeNode):
        if isinstance(include.template.var, str):
            found |= dict.fromkeys(sentences_of(include.template.var))
    return list(found)


def literal_text_of(template: str) -> str:
    """What a template holds outside its tags: nothing, if all is translated."""
    texts = (node.s for node in _of_type(_nodes(template), TextNode))
    return " ".join(_TAG.sub(" ", "".join(texts)).split())


def of_templates() -> Iterator[Said]:
    """Every text of every template."""
    for name in templates():
        yield from (Said(name, text) for text in (*_messages(_nodes(name)), literal_text_of(name)) if text)


def of_python() -> Iterator[Said]:
    """Every text in our code that is marked for translation, names a choice, or stands in a file of such texts."""
    for path in sorted((ROOT / "groups").rglob("*.py")):
        if "migrations" not in path.parts and "management" not in path.parts:
            where = path.relative_to(ROOT).as_posix()
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from (Said(where, text) for text in (_unmarked(tree) if where in _PLAIN else _marked(tree)))


def of_vocabulary() -> Iterator[Said]:
    """Every sentence of the rows that ship, examples included; no links, codes or addresses."""
    for path in sorted(VOCABULARY.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            where = f"{path.stem}: {row.get('slug') or row.get('code')}"
            yield from (Said(where, text) for text in _texts(row) if " " in text and "://" not in text)


def of_documents() -> Iterator[Said]:
    """The prose of the documents, without code."""
    for path in DOCUMENTS:
        yield Said(path.name, _CODE.sub(" ", path.read_text(encoding="utf-8")))


def running_text(texts: list[str]) -> str:
    """The whole sentences among texts, one after the other; labels and headings are no sentences, and left out."""
    plain = (_PLACEHOLDER.sub("Leeds", text).replace("-", " ").strip() for text in texts)
    return " ".join(text for text in plain if text.endswith((".", "!", "?")))


def _nodes(template: str) -> Template:
    return engines["django"].get_template(template).template


def _of_type(template: Template, kind: type) -> list[Any]:
    return template.nodelist.get_nodes_by_type(kind)


def _messages(template: Template) -> list[str]:
    found = [node.filter_expression.var.literal for node in _of_type(template, TranslateNode)]
    for node in _of_type(template, BlockTranslateNode):
        found += [node.render_token_list(tokens)[0] for tokens in (node.singular, node.plural) if tokens]
    return [" ".join(text.split()) for text in found if isinstance(text, str)]


def _marked(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in _GETTEXT:
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))
        elif isinstance(node, ast.ClassDef) and any(getattr(base, "attr", "") == "TextChoices" for base in node.bases):
            yield from (text.value for text in ast.walk(node) if isinstance(text, ast.Constant) and _is_text(text))


def _unmarked(tree: ast.AST) -> Iterator[str]:
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    yield from (
        n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in docstrings and _is_text(n)
    )


def _is_text(node: ast.Constant) -> bool:
    return isinstance(node.value, str) and " " in node.value


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)

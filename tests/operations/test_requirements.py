"""A server installs requirements.txt alone: what the tests bring along must not be what keeps the app running."""

import ast
import re
import sys
from importlib.metadata import packages_distributions

from django.conf import settings

CODE = [settings.BASE_DIR / name for name in ("manage.py", "gunicorn.conf.py", "directory", "groups")]


def imported_packages():
    files = [file for path in CODE for file in ([path] if path.is_file() else path.rglob("*.py"))]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text()))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    ours = {"directory", "groups"}
    return {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - ours


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_library_the_app_imports_is_pinned_for_servers():
    pinned = {
        plain(name) for name in re.findall(r"(?m)^([\w.-]+)==", (settings.BASE_DIR / "requirements.txt").read_text())
    }
    distributions = packages_distributions()

    missing = {name for name in imported_packages() if not pinned & {plain(d) for d in distributions.get(name, [name])}}

    assert missing == set()

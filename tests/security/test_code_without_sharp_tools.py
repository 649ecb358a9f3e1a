"""What our code never does, whatever somebody types: it is read here, not run."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = [
    path for room in ("groups", "directory") for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts
]
#: Programs are started by commands and by what builds the place data, on an operator's word; and one program of ours,
#: always by the same words, which makes PDFs apart from the web process.
STARTS_PROGRAMS = {"groups/places/sources.py", "groups/management/commands/prepare.py", "groups/paper/pdf.py"}
SCRIPTS = list((ROOT / "static").glob("*.js"))


def calls_in(path):
    """(dotted name, node) of every call in a module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def modules_that_import(*names):
    found = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            own = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            own += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if {name.split(".")[0] for name in own} & set(names):
                found.add(path.relative_to(ROOT).as_posix())
    return found


def test_nothing_typed_is_run_as_code():
    assert modules_that_import("pickle", "marshal", "shelve", "yaml", "jinja2", "dill") == set()
    assert [
        (path, name) for path in MODULES for name, _ in calls_in(path) if name in ("eval", "exec", "__import__")
    ] == []


def test_no_shell_and_no_program_is_started_by_a_page():
    assert modules_that_import("subprocess", "pty", "commands") == STARTS_PROGRAMS
    shells = ("os.system", "os.popen", "os.execv", "os.spawnl")
    assert [(path, name) for path in MODULES for name, _ in calls_in(path) if name in shells] == []
    assert [path for path in MODULES if "shell=True" in path.read_text()] == []


def calls_in_functions(path):
    """(dotted name, node) of every call that is made after the start."""
    functions = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]
    for node in (node for function in functions for node in ast.walk(function)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_no_pattern_is_made_of_what_was_typed():
    rooms = [path for path in MODULES if {"pages", "api", "listings", "search", "admin"} & set(path.parts)]
    makers = {
        f"re.{name}" for name in ("compile", "match", "fullmatch", "search", "sub", "split", "findall", "finditer")
    }
    made = [call.args[0] for path in rooms for name, call in calls_in_functions(path) if name in makers]
    used = {node.id for one in made for node in ast.walk(one) if isinstance(node, ast.Name)}
    assert used <= {"re", "settings"}, "a constant, or an operator's setting that is escaped"


def test_our_scripts_never_make_markup_of_text():
    sharp = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|createContextual")
    assert [path.name for path in SCRIPTS if sharp.search(path.read_text())] == []
    assert len(SCRIPTS) >= 5

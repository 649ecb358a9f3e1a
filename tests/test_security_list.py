"""docs/security.md speaks of every item of the standard once, and names tests that exist."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs/security.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))
#: OWASP ASVS 5.0.0: how many items of level 1 or 2 each section has. They are the first ones of each.
SECTIONS = {
    **{"1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1},
    **{"3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4},
    **{"5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4},
    **{"7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1},
    **{"9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3},
    **{"11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4},
    **{"13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7},
    **{"16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2},
}
ITEMS = [f"{section}.{number}" for section, most in SECTIONS.items() for number in range(1, most + 1)]


@cache
def functions_in(path):
    """The names of the functions in a file."""
    file = ROOT / path
    parsed = ast.parse(file.read_text()) if file.exists() else ast.Module([], [])
    return {node.name for node in ast.walk(parsed) if isinstance(node, ast.FunctionDef)}


def items_of(cell):
    """The items that the first cell of a row names: "1.2.6, 4.4.1–4.4.4"."""
    for part in cell.split(","):
        first, _, last = part.strip().partition("–")
        section, _, number = first.rpartition(".")
        for one in range(int(number), int(last.rpartition(".")[2] or number) + 1):
            yield f"{section}.{one}"


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_test_that_the_list_names_exists(path, name):
    assert name in functions_in(path)


def test_every_item_of_the_standard_stands_in_the_list_once():
    cells = re.findall(r"^\| ([\d., –]+) \|", TEXT, re.MULTILINE)
    named = Counter(item for cell in cells for item in items_of(cell))
    assert [item for item in ITEMS if item not in named] == []
    assert [item for item, times in named.items() if times > 1 or item not in ITEMS] == []
    assert len(ITEMS) == 253


def test_what_is_met_names_its_test():
    met = TEXT.split("## Met")[1].split("## Not applicable")[0]
    rows = [row for row in met.splitlines() if re.match(r"\| \d", row)]
    assert len(rows) > 100
    assert [row for row in rows if "::test_" not in row] == []

"""Every action in the history has words of its own: none is shown as the program calls it."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from groups.listings import my_list
from groups.models import Change

#: What writes history, or hands on what is to be written, and where its action stands.
WRITERS = {"recorded": 1, "record": 1, "noted": 1, "added": 1, "changing": 1, "each": 1, "one": 2, "_close": 1}
WRITERS |= {"_move_all": 3, "Step": 0, "note_changed": 1}


def written():
    """The actions in the code of all rooms."""
    files = (Path(settings.BASE_DIR) / "groups").rglob("*.py")
    calls = (node for file in files for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call))
    return {action for call in calls if (action := _action(call))}


def _action(call):
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    place = WRITERS.get(name)
    arguments = [] if place is None else call.args[place : place + 1]
    return next((one.value for one in arguments if isinstance(one, ast.Constant) and isinstance(one.value, str)), None)


def test_the_actions_of_the_code_and_the_words_for_them_are_the_same():
    assert written() == set(my_list.ACTIONS)


@pytest.mark.django_db
def test_the_history_says_it_in_words(group):
    change = Change(group=group, action="to be changed", by="organiser")
    assert my_list.action_in_words(change) == "Said that it will be changed"

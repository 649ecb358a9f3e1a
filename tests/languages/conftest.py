"""Pages are read here as they are in tests/pages: places from a short list, a clock that stands still."""

from tests.pages.conftest import help_line, no_cards_remembered, places, plain_static_files, still_clock  # noqa: F401

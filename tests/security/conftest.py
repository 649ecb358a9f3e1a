"""The fixtures of the pages and the cast of the listings."""

from tests.listings.conftest import *  # noqa: F403
from tests.pages.conftest import *  # noqa: F403

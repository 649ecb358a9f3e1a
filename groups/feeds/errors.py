"""Why a feed cannot be used: one exception whose text is a sentence an operator can act on."""


class FeedError(Exception):
    """The feed as a whole cannot be read or loaded; `str()` is a full sentence without a traceback's detail."""

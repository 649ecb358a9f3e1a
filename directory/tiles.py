"""Which hosts the pictures of a street map may come from."""

from urllib.parse import urlsplit


def origins_of_tiles(url: str) -> list[str]:
    """The sources that a content security policy must allow for tiles at `url`; a {s} stands for any subdomain."""
    if not url:
        return []
    parts = urlsplit(url.replace("{s}", "*"))
    return [f"{parts.scheme}://{parts.netloc}"]

"""`manage.py write_proxy_pages`: what the proxy shows while the program is down (docs/operators.md)."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import translation

from groups.management.plain import PlainCommand
from groups.pages.proxy_pages import proxy_pages


class Command(PlainCommand):
    help = "Writes var/proxy/503.html and 414.html, with the crisis lines of DEFAULT_COUNTRY, for the proxy to show."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.VAR_DIR) / "proxy"
        with translation.override(settings.LANGUAGE_CODE):
            pages = proxy_pages()
        try:
            folder.mkdir(exist_ok=True)
            for name, html in pages.items():
                (folder / name).write_text(html)
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{len(pages)} pages written to {folder}")

"""Form fields for what people type: text that can be shown, addresses that lead somewhere."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.text import printable


class PlainField(forms.CharField):
    """Text without what cannot be seen, its line breaks one character each, as the browser counts them."""

    def to_python(self, value: Any) -> str:
        """The text as it is stored."""
        return super().to_python(printable("" if value is None else str(value))) or ""


class AddressField(forms.EmailField):
    """An e-mail address in small letters, without what cannot be typed."""

    def to_python(self, value: Any) -> str:
        """The address as it is stored."""
        return (super().to_python(printable("" if value is None else str(value))) or "").lower()


class HttpsField(PlainField):
    """A web address; "https://" is put before one without a scheme, and every other scheme is refused."""

    def to_python(self, value: Any) -> str:
        """The address with https, or ""."""
        text = super().to_python(value).strip()
        if text and "://" not in text and not text.lower().startswith(("javascript:", "data:", "mailto:", "tel:")):
            return f"https://{text}"
        return f"https://{text[7:]}" if text.lower().startswith("http://") else text

    def validate(self, value: str) -> None:
        """Refuses what is no https address of a public host."""
        super().validate(value)
        if value and not is_public_https(value):
            raise forms.ValidationError(_("Use a web address such as https://example.org/room."))


def is_public_https(address: str) -> bool:
    """Whether a text is an https address with a host name that has a dot, and no user name in front of it."""
    try:
        parts = urlsplit(address)
        host, port_is_a_number = parts.hostname or "", parts.port is None or parts.port > 0
    except ValueError:
        return False
    plain = not any(letter.isspace() or letter in '<>"\\^`{|}' for letter in address) and "%" not in host
    named = "." in host.strip(".") and not host.replace(".", "").isdigit() and ":" not in host
    return parts.scheme == "https" and plain and named and port_is_a_number and "@" not in parts.netloc

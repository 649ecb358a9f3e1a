"""Reads the form of a page as a browser would send it, untouched."""

from html.parser import HTMLParser


def filled_in(page, action):
    """The fields and values of the form that posts to `action`, in a dict of lists."""
    reader = _Form(action)
    reader.feed(page.content.decode())
    return reader.fields


class _Form(HTMLParser):
    def __init__(self, action):
        super().__init__()
        self.action, self.fields, self.is_inside, self.area, self.select = action, {}, False, None, None

    def handle_starttag(self, tag, attributes):
        own = dict(attributes)
        if tag == "form":
            self.is_inside = own.get("action") == self.action
        if not self.is_inside:
            return
        if tag == "input" and (own.get("type") not in ("radio", "checkbox") or "checked" in own):
            self._add(own["name"], own.get("value") or "")
        elif tag == "textarea":
            self.area = [own["name"], ""]
        elif tag == "select":
            self.select = own["name"]
        elif tag == "option" and "selected" in own:
            self._add(self.select, own["value"])

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self._add(self.area[0], self.area[1].removeprefix("\r\n").removeprefix("\n"))
            self.area = None
        elif tag == "form":
            self.is_inside = False

    def _add(self, name, value):
        self.fields.setdefault(name, []).append(value)

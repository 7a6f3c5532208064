"""What a browser would send: the desk's forms, read from their pages and changed."""

from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client


class _Fields(HTMLParser):
    """Collects the controls of the page's largest form."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self._area = self._select = None
        self._text = ""

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        name = found.get("name")
        if tag == "input" and name and found.get("type") not in ("submit", "button"):
            if found.get("type") not in ("checkbox", "radio") or "checked" in found:
                self.data.setdefault(name, []).append(found.get("value", "") or "")
        elif tag == "textarea":
            self._area, self._text = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in found:
            self.data.setdefault(self._select, []).append(found.get("value", ""))

    def handle_data(self, data):
        if self._area:
            self._text += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self._area:
            self.data.setdefault(self._area, []).append(self._text.removeprefix("\r\n").removeprefix("\n"))
            self._area = None
        elif tag == "select":
            self._select = None


def filled(client: Client, address: str, **differences) -> dict:
    """Return the form at `address` as the page shows it, with the differences typed in."""
    return {**filled_from(client.get(address)), **differences}


def filled_from(response: HttpResponse) -> dict:
    """Return the form as a page shows it."""
    parser = _Fields()
    parser.feed(response.content.decode())
    sent = {name: values if len(values) > 1 else values[0] for name, values in parser.data.items()}
    return {name: value for name, value in sent.items() if "__prefix__" not in name}


def add_row(sent: dict, prefix: str, **values) -> dict:
    """Return the form with one more row in the inline `prefix`."""
    number = int(sent[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return {**sent, **row, f"{prefix}-TOTAL_FORMS": number + 1}

"""Requests that nobody means: hostile values, and what makes requests of them.

Routes are the resolver's, ids and slugs the database's, forms those that the pages show, parameters those that the views
look up. So nothing here needs to know a new page.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from unittest.mock import patch
from urllib.parse import quote_from_bytes

import html5lib
from django.apps import apps
from django.core.handlers import wsgi
from django.db import models, transaction
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from record import record_version
from tests import uploads

HTML = "{http://www.w3.org/1999/xhtml}"
TEXTS = [
    "", " ", "0", "-1", "1", "2", "00", "1.5", "1,2", "1e9", "1e999", "NaN", "²", "١٢", "１２", "2147483648",
    "9223372036854775807", "9223372036854775808", "-9223372036854775809", "9" * 400, "x" * 5000, "é" * 300, "a/b", "..",
    "../../etc/passwd", "//evil.example", "javascript:alert(1)", "https://u:p@[::1", "http://[", "' OR 1=1 --", '"', "\\",
    "%s%n%(x)s", "{}", "{0}", "{{ 7 }}", "<script>", "]]>", "&#0;", "a\r\nX: y", "\t", "(((", "*", "-", "a OR", "a:*&!|",
    "None", "null", "true", "on", "[]", "[1,", '{"a": 1}', "any", "all", "csv", "0000-00-00", "2026-02-30", "9999-12-31",
    "0001-01-01", "10000-01-01", "2026-05-01T12:00", "9999-12-31T23:59", "0001-01-01T00:00", "25:61", "9999-12-31.1",
    "2026-03-01.99999999999999999999", "no-such-thing", "é", "e\u0301", "😀", "\u200b", "\u202e", "\ufeff", "\ufffd", "ﬁ",
    "İ", "ß", "Ǆ", "\U00013171", "\ufffe", "\U0001fffe", "\u2028", "[^1]", "[figure 1]", "1|2", "a" * 100 + " " + "b" * 100,
]  # fmt: skip
NO_TEXTS = [b"\0", b"a\0b", b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf5\x80\x80\x80", b"\x1b[0m", b"a\x85b"]
VALUES = [text.encode() for text in TEXTS] + NO_TEXTS
HEADERS = {
    "accept": ["*/*", "", "text/html;q=x", "application/json", ","],
    "accept-encoding": ["gzip", "br;q=NaN", "gzip;q=-1, *;q=0", ""],
    "accept-language": ["fr", "ar;q=9", "x" * 600, "-", "\xff"],
    "cookie": ["sessionid=\xff\0", "csrftoken=;", "messages=x", "=", "a=b;" * 500],
    "if-modified-since": ["x", "Thu, 01 Jan 9999 00:00:00 GMT", "Mon, 99 Foo 0000 99:99:99 GMT"],
    "if-none-match": ["*", '"', 'W/"x", ', "\xff"],
    "if-range": ["x", '"x"'],
    "range": ["bytes=0-0", "bytes=-1", "bytes=9-1", "bytes=0-99999999999999999999", "bytes=x", "x=1"],
    "origin": ["null", "http://[", "https://evil.example"],
    "referer": ["http://[", "\xff", "https://evil.example/\0"],
    "x-forwarded-for": ["1", "::::", "x" * 300],
    "x-forwarded-proto": ["https", "x"],
    "x-requested-with": ["XMLHttpRequest"],
}  # fmt: skip
LOOKUPS = [
    "", "exact", "iexact", "in", "gt", "lte", "isnull", "year", "month", "day", "week_day", "date", "time", "range", "regex",
    "contains", "startswith", "search", "pk", "id", "name", "title", "year__gte", "date__lt", "nosuch", "", "isempty",
]  # fmt: skip
OF_CHANGELISTS = ["q", "o", "p", "all", "e", "_facets", "_popup", "_to_field", "_changelist_filters", "used"]
KEYS_OF_ACTS = [
    "op", "items", "keys", "key", "section", "before", "placements", "placement", "target", "field", "value", "number",
    "article", "note", "title", "summary", "kept_edition", "kept_reason", "tab", "base", "person", "operation", "lines",
]  # fmt: skip
WORDS_OF_ACTS = [
    "place", "remove", "move", "add_section", "remove_section", "move_section", "set", "keep", "undo", "snapshot", "t1",
]  # fmt: skip

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


@dataclass(frozen=True)
class Route:
    """A pattern of the resolver: its text with the arguments in angle brackets, and their names."""

    text: str
    name: str
    arguments: tuple[str, ...]

    @property
    def is_staff(self) -> bool:
        return self.text.startswith("admin/")


@dataclass
class Form:
    """A form as a page shows it: where and how it is sent, its fields in order, and which of them take files."""

    action: str
    method: str
    fields: list[tuple[str, str]]
    files: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Asked:
    """A request: the address is written as it goes over the line."""

    method: str
    address: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    kind: str = "application/octet-stream"

    def __str__(self) -> str:
        body = f" {self.kind} {self.body[:600]!r}" if self.body else ""
        return f"{self.method} {self.address[:600]} {self.headers or ''}{body}"


def routes(resolver: URLResolver | None = None, before: str = "") -> list[Route]:
    """Return every route of the site, those of the admin's catch-all apart."""
    found = []
    for each in (resolver or get_resolver()).url_patterns:
        text = before + str(each.pattern)
        if isinstance(each, URLResolver):
            found += routes(each, text)
        elif isinstance(each, URLPattern) and isinstance(each.pattern, RoutePattern):
            found.append(Route(text, each.name or "", tuple(each.pattern.converters)))
    return found


def quoted(value: bytes) -> str:
    """Return the bytes as an address holds them."""
    return quote_from_bytes(value, safe="")


def query_of(pairs: list[tuple[bytes, bytes]]) -> str:
    """Return the pairs as a query, or as the body of a form."""
    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in pairs)


@contextmanager
def parameters_read(found: set[str]) -> Iterator[None]:
    """Note the parameters of an address that are looked up meanwhile, whether they are given or not."""

    class Watched(QueryDict):
        def __getitem__(self, key):
            found.update([key] if isinstance(key, str) else [])  # REST framework asks for None
            return super().__getitem__(key)

        def __contains__(self, key):
            found.add(key)
            return super().__contains__(key)

        def getlist(self, key, default=None):
            found.add(key)
            return super().getlist(key, default)

    with patch.object(wsgi, "QueryDict", Watched):
        yield


def written(found: list[str]) -> Callable:
    """Return what notes the statements that only a database takes that can be written to (`execute_wrapper`)."""

    def watch(execute, sql, params, many, context):
        if not re.match(r"[\s(]*(SELECT|WITH|SET|SAVEPOINT|RELEASE|ROLLBACK)\b", sql) or " FOR UPDATE" in sql:
            found.append(sql)
        return execute(sql, params, many, context)

    return watch


def send(client: Client, asked: Asked) -> HttpResponse:
    """Send the request and read the whole answer. What it wrote is taken back: each request finds the same site."""
    path, _, query = asked.address.partition("?")
    with transaction.atomic():
        response = client.generic(
            asked.method, path, asked.body, asked.kind, headers=asked.headers, QUERY_STRING=query
        )  # fmt: skip
        if response.streaming:
            response.text_of_stream = b"".join(response.streaming_content)
        transaction.set_rollback(True)
    if asked.method not in SAFE:  # a quarter of the time would go into what the caches of the record hold
        record_version.clear_cache()
    return response


def forms_of(page: bytes) -> list[Form]:
    """Return the forms of a page."""
    found = []
    for form in html5lib.parse(page).iter(f"{HTML}form"):
        made = Form(form.get("action") or "", (form.get("method") or "get").upper(), [])
        for each in form.iter():
            name, tag = each.get("name"), str(each.tag).removeprefix(HTML)  # a comment's tag is a function
            if not name or tag not in ("input", "select", "textarea", "button"):
                continue
            if each.get("type") == "file":
                made.files.add(name)
            elif tag == "select":
                options = list(each.iter(f"{HTML}option"))
                made.fields += [
                    (name, option.get("value", "")) for option in options if option.get("selected") is not None
                ]
            elif tag == "textarea":
                made.fields.append((name, (each.text or "").removeprefix("\n")))
            elif each.get("type") not in ("checkbox", "radio") or each.get("checked") is not None:
                made.fields.append((name, each.get("value") or ""))
        found.append(made)
    return found


class Fuzzer:
    """Makes requests and sends them: the same ones for the same seed, on the same site."""

    def __init__(self, seed: int, client: Client, is_staff: bool):
        self.client, self.is_staff = client, is_staff
        self.routes = [route for route in routes() if route.is_staff == is_staff]
        self._forms: dict[str, list[Form]] = {}
        self._read: dict[str, set[str]] = {}
        self.any = random.Random(seed)

    def answers(self, count: int) -> Iterator[tuple[Asked, HttpResponse]]:
        """Send as many requests, and yield each with its answer."""
        cookies = self.client.cookies.output(header="")
        for _ in range(count):
            self.client.cookies.load(cookies)
            weights = [2 + len(self._read.get(route.text, ())) for route in self.routes]  # lists take more to try
            (route,) = self.any.choices(self.routes, weights)
            asked = self.asked(route)
            with parameters_read(self._read.setdefault(route.text, set())):
                yield asked, send(self.client, asked)

    def asked(self, route: Route) -> Asked:
        """Return a request of a route."""
        makers = [self.get, self.get, self.get, self.post, *([self.post] * 4 if self.is_staff else []), self.odd]
        return self.any.choice(makers)(route, self.path(route))

    # Addresses

    def path(self, route: Route) -> str:
        """Return a path of the route: mostly one that leads to something, sometimes one that cannot."""
        return "/" + re.sub(r"<(?:[^>]*:)?(\w+)>", lambda found: self.argument(route, found[1]), route.text)

    def argument(self, route: Route, name: str) -> str:
        if self.any.random() < 0.15:
            return quoted(self.any.choice(VALUES))
        known = self.ids(route) if name in ("object_id", "pk", "id") else self.known.get(name)
        return quoted(str(self.any.choice(known or ["1", "2", "3"])).encode())

    def ids(self, route: Route) -> list:
        """Return the keys of the model whose pages in the admin the route belongs to."""
        model = self.models.get(tuple(route.text.split("/")[1:3]))
        return list(model._base_manager.values_list("pk", flat=True)[:20]) if model else []

    @cached_property
    def models(self) -> dict[tuple[str, str], type[models.Model]]:
        return {(each._meta.app_label, each._meta.model_name): each for each in apps.get_models()}

    @cached_property
    def known(self) -> dict[str, list]:
        """Return what arguments may be, by their names: what columns of that name hold."""
        found: dict[str, set] = {"number": {1, 2}, "other": {1, 2}, "ending": {"480.webp", "960.avif", "1600.jpg"}}
        for model in apps.get_models():
            for column in model._meta.concrete_fields:
                if column.name in ("slug", "digest"):
                    rows = model._base_manager.values_list(column.name, flat=True)
                    found.setdefault(column.name, set()).update(rows)
        return {name: sorted(values) for name, values in found.items()}

    def parameters(self, route: Route) -> list[bytes]:
        """Return the parameters that the route's pages have looked up so far, and what lists at the desk take."""
        found = set(self._read.get(route.text, ()))
        model = self.models.get(tuple(route.text.split("/")[1:3])) if self.is_staff else None
        if model and len(route.text.split("/")) == 4:
            names = [each.name for each in model._meta.get_fields()]
            found.update(f"{name}__{self.any.choice(LOOKUPS)}".removesuffix("__") for name in names)
            found.update(OF_CHANGELISTS)
        return [name.encode() for name in sorted(found)] or [b"q", b"page"]

    def value(self) -> bytes:
        return self.any.choice(VALUES) if self.any.random() < 0.8 else str(self.any.choice(self.known["slug"])).encode()

    def query(self, route: Route) -> str:
        names = self.parameters(route)
        pairs = [
            (self.any.choice(names if self.any.random() < 0.9 else VALUES), self.value())
            for _ in range(self.any.choice([1, 1, 1, 2, 3, 8]))
        ]
        if self.any.random() < 0.2:
            pairs += pairs
        return query_of(pairs)

    # Requests

    def get(self, route: Route, path: str) -> Asked:
        query = self.query(route) if self.any.random() < 0.8 else ""
        return Asked("GET", f"{path}?{query}" if query else path, self.headers())

    def headers(self) -> dict[str, str]:
        if self.any.random() < 0.7:
            return {}
        names = self.any.sample(sorted(HEADERS), self.any.choice([1, 1, 2]))
        given = {name: self.any.choice(HEADERS[name]) for name in names}
        return {name: value for name, value in given.items() if not (self.is_staff and name == "cookie")}

    def odd(self, route: Route, path: str) -> Asked:
        """Return a request by another method, or with a body that is none, or with JSON."""
        if self.any.random() < 0.4:
            return Asked(
                self.any.choice(["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "X"]), path, self.headers()
            )
        if self.any.random() < 0.5:
            kinds = [
                "application/json",
                MULTIPART_CONTENT,
                "application/x-www-form-urlencoded; charset=x",
                "text/plain",
                "x",
            ]
            return Asked("POST", path, self.headers(), self.any.choice(VALUES), self.any.choice(kinds))
        act = {"operation": self.json(1), "key": "k1", "tab": "t1", "base": 0}
        act |= {self.any.choice(KEYS_OF_ACTS): self.json(2)} if self.any.random() < 0.5 else {}
        return Asked("POST", path, self.headers(), json.dumps(act).encode(), "application/json")

    def json(self, depth: int):
        """Return what an act of the desk may consist of, in any order."""
        if depth > 4 or self.any.random() < 0.3 * (depth - 1):
            leaves = [None, True, 0, 1, 2, -1, 2**31, 2**70, 1.5, [], {}, *WORDS_OF_ACTS, *TEXTS, "\ud800"]
            keys = [f"section:{key}" for key in self.keys] + [f"placement:{key}" for key in self.keys] + self.keys
            return self.any.choice(leaves + keys * 5)
        if depth > 1 and self.any.random() < 0.4:
            return [self.json(depth + 1) for _ in range(self.any.randrange(3))]
        made = {self.any.choice(KEYS_OF_ACTS): self.json(depth + 1) for _ in range(self.any.randrange(1, 6))}
        return made | ({"op": self.any.choice(WORDS_OF_ACTS)} if depth == 1 else {})

    @cached_property
    def keys(self) -> list[str]:
        return [
            key
            for model in apps.get_models()
            if model._meta.model_name in ("section", "placement")
            for key in model._base_manager.values_list("key", flat=True)
        ]

    def post(self, route: Route, path: str) -> Asked:
        """Return a form of the page, with some of its fields forged; without a form, fields of nothing."""
        forms = [form for form in self.forms(path) if form.method == "POST"]
        form = self.any.choice(forms) if forms else Form("", "POST", [("x", "")])
        pairs = self.forged([(name.encode(), value.encode("utf-8", "replace")) for name, value in form.fields])
        address = form.action if form.action.startswith("/") else path + (form.action if form.action[:1] == "?" else "")
        if form.files and self.any.random() < 0.5:
            files = {name: self.any.choice(self.uploads) for name in form.files}
            return Asked("POST", address, self.headers(), multipart(pairs, files), MULTIPART_CONTENT)
        return Asked("POST", address, self.headers(), query_of(pairs).encode(), "application/x-www-form-urlencoded")

    def forged(self, pairs: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        pairs = pairs or [(b"x", b"")]  # a form may have buttons or files alone
        for _ in range(self.any.choice([0, 1, 1, 1, 2, 3, 6])):
            place = self.any.randrange(len(pairs))
            act: Callable = self.any.choice([self._change] * 6 + [self._drop, self._repeat, self._add])
            pairs = act(pairs, place) or [(b"x", b"")]
        return pairs

    def _change(self, pairs, place):
        return [*pairs[:place], (pairs[place][0], self.value()), *pairs[place + 1 :]]

    def _drop(self, pairs, place):
        return [*pairs[:place], *pairs[place + 1 :]]

    def _repeat(self, pairs, place):
        return [*pairs, (pairs[place][0], self.value())]

    def _add(self, pairs, place):
        """Add what a form might have taken: an act of a list, a row of it, a field of another row, a button."""
        name = pairs[place][0]
        more = [
            b"action",
            b"_selected_action",
            b"select_across",
            b"index",
            b"_popup",
            b"_continue",
            b"_saveasnew",
            b"post",
        ]
        more += [re.sub(rb"-\d+-|__prefix__", b"-9-", name), name + b"_0", b"_to_field", self.any.choice(VALUES)]
        acts = [b"delete_selected", b"1", b"2", b"publish", b"yes"]
        return [*pairs, (self.any.choice(more), self.any.choice([*acts, self.value()]))]

    def forms(self, path: str) -> list[Form]:
        """Return the forms that a page shows as it is, asked for once for each path."""
        if path not in self._forms:
            response = send(self.client, Asked("GET", path))
            is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
            self._forms[path] = forms_of(response.content) if is_page else []
        return self._forms[path]

    @cached_property
    def uploads(self) -> list[tuple[bytes, bytes]]:
        """Return files by name: sound ones, and what is none."""
        return [
            (b"a.pdf", uploads.PDF), (b"a.pdf", uploads.PDF[:9]), (b"a.jpg", uploads.picture((20, 10), "JPEG")),
            (b"a.txt", b"Title\n\nAda Writer\n\nWords."), (b"a.docx", b"PK\x03\x04"), (b"a\0.txt", b"\xff\0"), (b"", b""),
            (b"../../a.html", b"<h1>x"), ("é\u202e".encode() * 99, b"x" * 2000),
        ]  # fmt: skip


def multipart(pairs: list[tuple[bytes, bytes]], files: dict[str, tuple[bytes, bytes]]) -> bytes:
    """Return the body of a form with files. Names are written as they are: nothing is escaped."""
    parts = [(b'name="%s"' % name, value) for name, value in pairs]
    parts += [
        (b'name="%s"; filename="%s"\r\nContent-Type: application/octet-stream' % (name.encode(), given), content)
        for name, (given, content) in files.items()
    ]
    edge = b"--" + BOUNDARY.encode()
    written = [b"%s\r\nContent-Disposition: form-data; %s\r\n\r\n%s" % (edge, head, value) for head, value in parts]
    return b"\r\n".join([*written, edge + b"--", b""])

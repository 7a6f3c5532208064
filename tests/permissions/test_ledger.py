"""The permission ledger over HTTP: every route, method and role, with things in every state and relation."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import count
from unittest.mock import patch

import pytest
from django.db import connection
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from articles.models import Article
from audit.models import AuditEntry
from permissions.ledger import LEDGER, entry_of
from permissions.matrix import MATRIX, Act, Reach, Role, reach, rights
from permissions.rules import editing
from snapshot.models import Snapshot
from tests import make
from tests.accounts import signed_in
from tests.desk_forms import filled
from tests.permissions.cast import RELATIONS, ROLES, STATES, Site, Thing, build, reaches, role_of_name, sees

pytestmark = pytest.mark.django_db

WRITES = ("INSERT INTO", "UPDATE ", "DELETE FROM")
OF_SESSIONS = ("django_session", "usersessions_", 'django_admin_log" WHERE')
OBJECT_PAGES = sorted(
    name for name in LEDGER
    if name.startswith(("admin:articles_article_", "admin:snapshot_snapshot_"))
    and not name.endswith(("_changelist", "_add", "_import", "_review", "_digest", "_subscribers"))
)  # fmt: skip
DESK_PAGES = sorted(
    name for name in LEDGER
    if name.startswith("admin:desk") and name not in ("admin:desk_start", "admin:desk_calendar", "admin:desk_guide")
)  # fmt: skip


@pytest.fixture(scope="module")
def site(shared_site) -> Site:
    return shared_site(build)


def routes(patterns=None, names=()) -> Iterator[str]:
    for each in patterns or get_resolver().url_patterns:
        if isinstance(each, URLPattern):
            yield ":".join((*names, each.name or each.lookup_str))
        else:
            yield from routes(each.url_patterns, (*names, each.namespace) if each.namespace else names)


def test_every_route_is_in_the_ledger_and_the_ledger_names_no_other():
    there = set(routes())
    assert there - set(LEDGER) == set()
    assert set(LEDGER) - there == set()


def test_a_route_that_is_not_in_the_ledger_answers_nobody(monkeypatch):
    monkeypatch.delitem(LEDGER, "admin:desk_guide")
    monkeypatch.delitem(LEDGER, "home")
    for client in (Client(), signed_in()):
        assert client.get("/admin/snapshot/snapshot/guide/").status_code == 404
        assert client.get("/").status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_a_method_that_is_not_in_the_ledger_is_refused(method):
    assert getattr(signed_in(), method)("/admin/articles/article/").status_code == 405


class Watched:
    """Runs requests, and keeps what they wrote."""

    def __init__(self):
        self.wrote: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(WRITES) and not any(name in sql for name in OF_SESSIONS):
            self.wrote.append(sql)
        return execute(sql, params, many, context)


def address_of(name: str, thing: Thing) -> str:
    args = [thing.pk, 1] if name.endswith(("_revision", "_restore")) else [thing.pk]
    return reverse(name, args=args)


def pages_of(thing: Thing) -> list[str]:
    own = [name for name in OBJECT_PAGES if name.startswith("admin:articles_") == (thing.kind == "article")]
    own.sort(key=lambda name: name.endswith("_take_back"))  # last, because it makes a draft of what is in review
    return own + (DESK_PAGES if thing.kind == "snapshot" else [])


def expected(name: str, act: Act, role: str, thing: Thing) -> str:
    """Return "refused" (403), "absent" (as if it were not there), or "open"."""
    named = role_of_name(role)
    if reach(named, act) is Reach.NONE:
        return "refused"
    if not sees(role, thing):
        return "absent"
    acts = [act]
    if act in (Act.EDIT_DRAFT, Act.RESTORE):
        model = Article if thing.kind == "article" else Snapshot
        acts.append(editing(model.objects.get(pk=thing.pk)))
        acts = [each for each in acts if each is not Act.EDIT_DRAFT] or [Act.EDIT_DRAFT]
    return "open" if all(reaches(reach(named, each), role, thing) for each in acts) else "refused"


@contextmanager
def nothing_rendered():
    """Of a page that the person may see, only the status counts: its body is left empty."""
    with patch.object(Template, "render", lambda template, context=None, request=None: ""):
        yield


def look_at(client: Client, method: str, name: str, act: Act, role: str, thing: Thing, is_rendered: bool) -> str:
    """Ask, and return what is wrong with the answer; "" for nothing."""
    watched, wanted = Watched(), expected(name, act, role, thing)
    with connection.execute_wrapper(watched), nullcontext() if is_rendered or wanted != "open" else nothing_rendered():
        answer = getattr(client, method.lower())(address_of(name, thing))
    status, body = answer.status_code, b"".join(answer) if answer.streaming else answer.content
    where = f"{role}, {method} {name}, {thing.state}, {thing.relation}: {status}, expected {wanted}"
    if wanted == "refused" and status != 403:
        return where
    if wanted == "absent" and not (status == 404 or (status == 302 and answer.url in ("/admin/", "/admin/login/"))):
        return where
    if wanted == "open" and status == 403:
        return where
    if wanted != "open" and thing.word.encode() in body:
        return f"{where}; tells “{thing.word}”"
    if wanted != "open" and watched.wrote:
        return f"{where}; wrote {watched.wrote[0][:80]}"
    return ""


def held(site: Site, kind: str, role: str, is_full: bool) -> list[str]:
    """Ask every page of the kind as the role; of the states and relations all, or by turns so that all pairs occur.

    With all of them, pages that the role may see are not rendered: most of the time would go there.
    """
    client, wrong, turn = signed_in(site.people[role]), [], count(ROLES.index(role))
    every = [(state, relation) for state in STATES for relation in RELATIONS]
    for name in pages_of(site.thing(kind, "draft", "own")):
        for method, act in entry_of(name).items():
            if method == "HEAD":
                continue
            chosen = every if is_full else [every[(next(turn) * 7) % len(every)] for _ in range(2)]
            for state, relation in chosen:
                wrong.append(look_at(client, method, name, act, role, site.thing(kind, state, relation), not is_full))
    return [each for each in wrong if each]


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", ["article", "snapshot"])
def test_each_page_of_a_working_copy_answers_as_the_matrix_says(site, kind, role):
    assert held(site, kind, role, is_full=False) == []


@pytest.mark.full
@pytest.mark.skipif(connection.vendor != "sqlite", reason="two of the 18 on PostgreSQL, by the test above")
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", ["article", "snapshot"])
def test_each_page_answers_as_the_matrix_says_in_every_state_and_relation(site, kind, role):
    assert held(site, kind, role, is_full=True) == []


@pytest.fixture
def refusing(monkeypatch, without_ledger) -> Callable[[Act], AbstractContextManager]:
    """Return refusing(act): nobody may do the act, and the ledger lets everybody pass, so only views refuse."""

    @contextmanager
    def refuse(act: Act):
        with monkeypatch.context() as patched:
            patched.setitem(MATRIX, act, (Reach.NONE,) * len(Role))
            rights.cache_clear()
            yield
        rights.cache_clear()

    return refuse


def is_refusal(answer: HttpResponse) -> bool:
    return answer.status_code in (403, 404) or (
        answer.status_code == 302 and answer.url in ("/admin/", "/admin/login/")
    )


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["article", "snapshot"])
def test_each_view_of_a_working_copy_asks_for_its_act_and_does_not_rely_on_the_ledger(site, refusing, kind):
    client, thing = signed_in(site.people["administrator"]), site.thing(kind, "draft", "own")
    open_to_all = []
    for name in pages_of(thing):
        for method, act in entry_of(name).items():
            with refusing(act):
                if not is_refusal(getattr(client, method.lower())(address_of(name, thing))):
                    open_to_all.append(f"{method} {name}")
    assert open_to_all == []


LISTS = (
    "admin:index", "admin:articles_article_changelist", "admin:snapshot_snapshot_changelist", "admin:desk_calendar",
    "admin:articles_articleedition_changelist", "admin:snapshot_snapshotedition_changelist", "admin:desk_start",
    "admin:snapshot_snapshot_import", "admin:audit_auditentry_changelist", "admin:corrections",
    "admin:review_reviewlink_changelist",
)  # fmt: skip
CHOOSERS = (
    ("articles", "article", "translation_of"), ("snapshot", "snapshot", "translation_of"),
    ("snapshot", "placement", "article"), ("snapshot", "placement", "kept_edition"),
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_no_list_or_chooser_names_what_the_role_may_not_read(site, role):
    client = signed_in(site.people[role])
    hidden = [
        thing for thing in site.things if not sees(role, thing) and thing.state in ("draft", "in-review", "scheduled")
    ]
    pages = [reverse(name) for name in LISTS]
    pages += [
        reverse("admin:autocomplete", query={"app_label": app, "model_name": model, "field_name": field, "term": "qz"})
        for app, model, field in CHOOSERS
    ]
    told = [
        f"{page}: {thing.word}"
        for page in pages
        for body in [client.get(page).content]
        for thing in hidden
        if thing.word.encode() in body
    ]
    assert told == []


@pytest.mark.parametrize(("role", "relations"), [
    ("contributor", {"own"}), ("limited editor", {"own", "in branch"}), ("publisher", set(RELATIONS)),
])  # fmt: skip
def test_the_list_shows_what_the_role_may_read(site, role, relations):
    body = signed_in(site.people[role]).get("/admin/articles/article/?all=").content
    for thing in site.things:
        if thing.kind == "article" and thing.state == "draft":
            assert (thing.word.encode() in body) is (thing.relation in relations)


@pytest.mark.parametrize("page", ["library", "suggestions", "choices"])
def test_the_library_of_a_limited_editor_holds_their_branch_alone(site, page):
    snapshot = site.thing("snapshot", "draft", "in branch")
    client = signed_in(site.people["limited editor"])
    body = client.get(reverse(f"admin:desk_{page}", args=[snapshot.pk]), {"q": "qzarticle", "order": "edited"}).content
    assert page != "library" or site.thing("article", "live", "in branch").word.encode() in body
    assert not [thing for thing in site.things if thing.relation == "other" and thing.word.encode() in body]


def test_a_limited_editor_places_no_article_of_another_branch(site):
    snapshot, article = site.thing("snapshot", "draft", "in branch"), site.thing("article", "draft", "other")
    section = Snapshot.objects.get(pk=snapshot.pk).sections.first()
    operation = {"op": "place", "items": [{"placement": {"article": article.pk}, "section": section.key}]}
    sent = {"key": "a", "tab": "b", "base": 0, "operation": operation}
    client = signed_in(site.people["limited editor"])
    answer = client.post(reverse("admin:desk_act", args=[snapshot.pk]), sent, content_type="application/json")
    assert answer.status_code == 422
    assert not section.placements.filter(article=article.pk).exists()
    own = site.thing("article", "draft", "in branch")
    operation["items"][0]["placement"]["article"] = own.pk
    answer = client.post(reverse("admin:desk_act", args=[snapshot.pk]), sent, content_type="application/json")
    assert answer.status_code == 200
    assert AuditEntry.objects.filter(act=Act.ARRANGE, object_id=str(snapshot.pk)).exists()


HOUSE = sorted(
    name for name in LEDGER
    if name.startswith("admin:") and name not in (*OBJECT_PAGES, *DESK_PAGES)
    and not any(part in name for part in ("snapshot_section_", "_subscribers", "_review", "thumbnail", "view_on_site"))
    and name.endswith(("_changelist", "_add", "_import", "_digest", "desk_start", "calendar", "guide", "corrections"))
)  # fmt: skip


# Desk pages whose addresses name no row, besides those of HOUSE. The index and the guide tell nothing that is hidden.
OWN_PAGES = {
    "admin:writing_new", "admin:writing_create", "admin:writing_authors", "admin:writing_targets",
    "admin:writing_embeds", "admin:writing_pictures", "admin:search", "admin:mailbox", "admin:status",
}  # fmt: skip
# A second row is never added; what is sent from the page of corrections is published, or it is not.
STRICTER = {"admin:corrections", "admin:record_organization_add"}


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_each_page_about_no_one_thing_answers_as_the_matrix_says(site, role):
    client, wrong = signed_in(site.people[role]), []
    for name in set(HOUSE) - STRICTER:
        for method, act in entry_of(name).items():
            watched = Watched()
            with connection.execute_wrapper(watched):
                status = getattr(client, method.lower())(reverse(name)).status_code
            is_open = reach(role_of_name(role), act) is not Reach.NONE
            if (status == 403) is is_open and act is not Act.NEVER and status != 404:
                wrong.append(f"{method} {name}: {status}")
            if status == 403 and watched.wrote:
                wrong.append(f"{method} {name}: wrote {watched.wrote[0][:80]}")
    assert wrong == []


@pytest.mark.slow
def test_each_view_about_no_one_thing_asks_for_its_act_and_does_not_rely_on_the_ledger(site, refusing):
    """Django lets who may change rows list them: `visible_to` narrows the rows of a list."""
    client, open_to_all = signed_in(site.people["administrator"]), []
    sent = {"person": site.people["administrator"].pk, "tab": "0" * 32, "name": "Ada Writer"}
    sent["parts"] = {"title": {"value": "A title", "was": None}}
    pages = {name for name in HOUSE if not name.endswith("_changelist")} | OWN_PAGES
    for name in pages - {"admin:desk_guide"}:
        for method, act in entry_of(name).items():
            given = {"data": sent, "content_type": "application/json"} if method == "POST" and name in OWN_PAGES else {}
            with refusing(act):
                answer = getattr(client, method.lower())(reverse(name), **given)
            if not is_refusal(answer):
                open_to_all.append(f"{method} {name}: {answer.status_code}")
    assert open_to_all == []


@pytest.mark.parametrize(
    "name", ["admin:articles_article_change", "admin:desk_board", "admin:articles_article_publish"]
)
def test_what_is_hidden_answers_as_what_is_not_there(site, name):
    kind = "snapshot" if "desk" in name else "article"
    role = "contributor" if name.endswith("_change") else "limited editor"
    if name.endswith("_publish"):
        name = "admin:articles_article_withdraw"
    client, hidden = signed_in(site.people[role]), site.thing(kind, "draft", "other")
    pages = [reverse(name, args=[pk]) for pk in (hidden.pk, 987_654)]
    there, nowhere = (client.get(page) for page in pages)
    assert there.status_code == nowhere.status_code
    assert set(there.headers) == set(nowhere.headers)
    same = [answer.content.replace(page.encode(), b"") for answer, page in zip((there, nowhere), pages, strict=True)]
    assert same[0] == same[1]


def test_nobody_who_is_not_signed_in_passes_the_desk(site):
    thing = site.thing("article", "draft", "own")
    for name in pages_of(thing):
        answer = Client().get(address_of(name, thing))
        assert (answer.status_code, "/admin/login/" in answer.get("Location", "")) in ((302, True), (405, False)), name


@pytest.mark.slow
def test_a_forged_number_chooses_nothing_that_is_hidden(site):
    """A form that is shown again would tell the title of what was chosen."""
    own, hidden = site.thing("article", "draft", "in branch"), site.thing("article", "draft", "other")
    client = signed_in(site.people["limited editor"])
    page = reverse("admin:articles_article_change", args=[own.pk])
    answer = client.post(page, {**filled(client, page), "translation_of": str(hidden.pk), "title": ""})
    assert answer.context["errors"]
    assert hidden.word not in answer.content.decode()
    client.post(page, {**filled(client, page), "translation_of": str(hidden.pk)})
    assert Article.objects.get(pk=own.pk).translation_of is None


def test_the_library_of_pictures_of_a_contributor_holds_their_own(site):
    writer = site.people["contributor"]
    mine, other = make.picture(uploaded_by=writer), make.picture()
    body = signed_in(writer).get(reverse("admin:media_picture_changelist")).content.decode()
    assert mine.title in body
    assert other.title not in body
    assert signed_in(writer).get(reverse("admin:media_picture_thumbnail", args=[other.pk])).status_code == 404

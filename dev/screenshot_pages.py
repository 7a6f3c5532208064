"""The pages that dev/make_screenshots.py shows, and what must be on the site before they show anything.

Import it after Django is set up.
"""

import json
import re
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alerts.models import Issue, Subscription
from alerts.tokens import token_of
from articles.models import Article, ArticleEdition
from articles.models.record import ArticleEditionAuthor, ArticleEditionTag, ArticleEditionTopic
from dev.demo_states import stage
from permissions.matrix import Role
from permissions.roles import assign_role
from record import publishing
from review import comments, links
from search.models import MissedSearch, Spelling
from snapshot.models import Snapshot, SnapshotEdition
from staff.models import SavedView
from website.models import Front

PAGES = {
    "home": "/",
    "snapshots": "/snapshots/",
    "snapshot": "/snapshots/{snapshot}/",
    "snapshot-with-cover": "/snapshots/{drawn}/",
    "snapshot-titles": "/snapshots/{snapshot}/?show=titles",
    "edition": "/snapshots/{snapshot}/editions/1/",
    "editions": "/snapshots/{snapshot}/editions/",
    "comparison": "/snapshots/{snapshot}/editions/1/to/2/",
    "article": "/analysis/{article}/",
    "article-with-picture": "/analysis/{pictured}/",
    "article-corrected": "/analysis/{corrected}/",
    "article-edition": "/analysis/{corrected}/editions/1/",
    "article-editions": "/analysis/{corrected}/editions/",
    "article-comparison": "/analysis/{corrected}/editions/1/to/2/",
    "article-withdrawn": "/analysis/{withdrawn}/",
    "archive": "/analysis/",
    "archive-filtered": "/analysis/?topic={topic}&q=ports&order=relevance&from=2025-01-01",
    "archive-nothing": "/analysis/?q=nothing-of-the-kind",
    "search": "/search/?q=caspian",
    "search-meant": "/search/?q=capsian",
    "search-empty": "/search/",
    "author": "/authors/{author}/",
    "topic": "/topics/{topic}/",
    "series": "/series/strategic-snapshot/",
    "tag": "/tags/{tag}/",
    "authors": "/authors/",
    "topics": "/topics/",
    "corrections": "/corrections/",
    "about": "/about/",
    "alerts": "/alerts/",
    "alerts-topic": "/alerts/?topic={topic}&of=articles",
    "alerts-confirm": "/alerts/confirm/{confirm}/",
    "alerts-leave": "/alerts/leave/{leave}/",
    "alerts-spent": "/alerts/confirm/nothing/",
    "newsletters": "/newsletters/",
    "newsletter": "/newsletters/{newsletter}/",
    "review": "/review/{review_article}/",
    "review-snapshot": "/review/{review_snapshot}/",
    "api": "/api/v1/",
    "not-found": "/nowhere/",
    "bad-request": "/analysis/?from=never",
    "styleguide": "/styleguide/",
    "card": "/snapshots/{snapshot}/card.png",
    "card-with-cover": "/snapshots/{drawn}/card.png",
    "card-of-article": "/analysis/{article}/card.png",
}
STAFF = {
    "sign-in": "/admin/login/",
    "forgotten": "/admin/account/password/reset/",
    "today": "/admin/",
    "find": "/admin/search/?q=caspian",
    "guide": "/admin/snapshot/snapshot/guide/",
    "second-factor": "/admin/account/2fa/",
    "second-factor-app": "/admin/account/2fa/totp/activate/",
    "second-factor-key": "/admin/account/2fa/webauthn/add/",
    "sessions": "/admin/account/sessions/",
    "password": "/admin/password_change/",
    "calendar": "/admin/snapshot/snapshot/calendar/",
    "correct": "/admin/snapshot/snapshot/corrections/",
    "import": "/admin/snapshot/snapshot/import/",
    "import-review": "{imported}",
    "import-text": "{imported}text/",
    "start": "/admin/snapshot/snapshot/start/",
    "digest": "/admin/snapshot/snapshot/digest/",
    "mailbox": "/admin/outbox/outboxentry/mailbox/",
    "letter": "{letter}",
    "status": "/admin/monitoring/editionreadings/status/",
    "front-on": "/admin/website/front/on/?day={today}",
    "write-new": "/admin/articles/article/write/",
    "write": "/admin/articles/article/{draft}/write/",
    "desk": "/admin/snapshot/snapshot/{changed}/desk/",
    "desk-preview": "/admin/snapshot/snapshot/{changed}/desk/preview/",
    "article-in-review": "/admin/articles/article/{draft}/change/",
    "user-hand-over": "/admin/auth/user/{user}/hand-over/",
    "user-password": "/admin/auth/user/{user}/password/",
    "author-merge": "/admin/people/author/1/merge/",
    "topic-delete": "/admin/articles/category/1/delete/",
    "list-nothing": "/admin/articles/article/?q=nothing-of-the-kind",
    **{
        f"snapshot-{act.strip('/').replace('/', '-')}": f"/admin/snapshot/snapshot/{{changed}}/{act}/"
        for act in (
            "publish", "withdraw", "revisions", "revisions/1", "compare", "mail", "comments", "review-links", "submit",
            "history", "delete",
        )
    },
    **{
        f"article-{act.strip('/').replace('/', '-')}": f"/admin/articles/article/{{draft}}/{act}/"
        for act in ("publish", "approve", "send-back", "assign", "revisions/1", "comments", "review-links", "delete")
    },
    "scheduled-reschedule": "/admin/snapshot/snapshot/{scheduled}/reschedule/",
    "scheduled-cancel": "/admin/snapshot/snapshot/{scheduled}/cancel/",
    **{f"bulk-{act}": f"/admin/articles/article/bulk/{act}/?ids=1,2,3" for act in ("file", "publish", "withdraw")},
}  # fmt: skip


def prepare(client: Client, by: AbstractUser) -> dict[str, str]:
    """Add what the pages need beside the samples; return what their addresses name."""
    accounts = {role: _account(role) for role in (Role.PUBLISHER, Role.CONTRIBUTOR)}
    house = json.loads((settings.BASE_DIR / "samples" / "house.json").read_text(encoding="utf-8"))
    stage(house["states"], accounts[Role.PUBLISHER], accounts[Role.CONTRIBUTOR])
    snapshot = Snapshot.objects.get(title=house["states"]["correction"]["snapshot"])
    draft = Article.objects.get(title=house["states"]["in_review"]["title"])
    withdrawn = Article.objects.filter(title__startswith="Solar").get()
    snapshot.standfirst = "Five roads, one sea, and the question of who waits."
    snapshot.save(update_fields=["standfirst"])
    publishing.withdraw(withdrawn, "A figure in this article could not be confirmed.")
    Front.objects.create(
        live_from=timezone.now(), lead=snapshot, notice="We are moving to the harbor.", notice_url="/about/"
    )
    today = timezone.localdate()
    MissedSearch.objects.create(words="sevan", count=3, first_on=today, last_on=today)
    Spelling.objects.create(spellings="Kyiv, Kiev")
    SavedView.objects.create(owner=by, kind="articles.article", name="Mine, newest first", query="o=-4", is_shared=True)
    return sample_slugs() | _slugs(snapshot, draft, withdrawn) | _tokens(snapshot, draft, by) | {
        "imported": _imported(client),
        "letter": _letter(client),
        "user": accounts[Role.CONTRIBUTOR].pk,
        "today": timezone.localdate().isoformat(),
    }  # fmt: skip


def addresses(values: dict[str, str]) -> dict[str, str]:
    """Return the path of every page by its name. `values` are those of `prepare`."""
    lists, forms = {}, {}
    for model in admin.site._registry:
        begin, name = f"admin:{model._meta.app_label}_{model._meta.model_name}", model._meta.model_name
        lists[f"list-{name}"] = reverse(f"{begin}_changelist")
        if row := model._default_manager.order_by("pk").last():
            forms[f"form-{name}"] = reverse(f"{begin}_change", args=[row.pk])
    paths = {**PAGES, **STAFF, **lists, **forms}
    return {name: path.format(**values) for name, path in paths.items()}


def _account(role: Role) -> AbstractUser:
    account = get_user_model().objects.create_user(role.name.lower(), f"{role.name.lower()}@example.org", is_staff=True)
    assign_role(account, role)
    return account


def sample_slugs() -> dict[str, str]:
    """Return the slugs of some samples: a snapshot with several editions, an article, and so on."""
    now = timezone.now()
    editions = SnapshotEdition.objects.public(now)
    return {
        "snapshot": (editions.filter(number__gt=1).first() or editions.first()).slug,
        "article": ArticleEdition.objects.public(now).order_by("-pk").first().slug,
        "author": ArticleEditionAuthor.objects.values_list("author__slug", flat=True).first(),
        "topic": ArticleEditionTopic.objects.values_list("topic__slug", flat=True).first(),
        "tag": ArticleEditionTag.objects.values_list("tag__slug", flat=True).first(),
    }


def _slugs(snapshot: Snapshot, draft: Article, withdrawn: Article) -> dict[str, str]:
    now = timezone.now()
    public = ArticleEdition.objects.public(now).exclude(parent=withdrawn)
    pictured = next(each for each in Article.objects.exclude(picture=None) if public.filter(parent=each).exists())
    return {
        "drawn": SnapshotEdition.objects.public(now).exclude(parent__in=Snapshot.objects.exclude(picture=None))[0].slug,
        "pictured": pictured.slug,
        "corrected": public.filter(kind="correction").first().slug,
        "withdrawn": withdrawn.slug,
        "changed": snapshot.pk,
        "draft": draft.pk,
        "scheduled": SnapshotEdition.objects.filter(live_from__gt=now).get().parent_id,
    }


def _tokens(snapshot: Snapshot, draft: Article, by: AbstractUser) -> dict[str, str]:
    now = timezone.now()
    row = Subscription.objects.create(
        address="reader@example.org", follows="snapshot", target_id=snapshot.pk, language="en", asked_at=now
    )
    latest = ArticleEdition.objects.public(now).order_by("-pk")[:4]
    issue = Issue.objects.create(
        follows="articles",
        key="x",
        entries=[["article", each.pk, ""] for each in latest],
        sent_at=now - timedelta(days=1),
    )
    found = {purpose: token_of(row, purpose) for purpose in ("confirm", "leave")} | {"newsletter": issue.pk}
    for name, thing in (("review_article", draft), ("review_snapshot", snapshot)):
        link, found[name] = links.make(thing, "Dr. Reviewer", by, 14)
        said = comments.said_through(link)
        asked = comments.add(said, "title", "Could this be shorter?", "Empty Berths", link=link)
        comments.reply(asked, "By a word or two.", by)
    return found


def _imported(client: Client) -> str:
    """Return the address of an import's page: one of the samples, read again."""
    sample = Path(settings.BASE_DIR, "samples", "05-caspian-energy-corridors-revised.txt")
    file = ContentFile(sample.read_bytes(), name=sample.name)
    answer = client.post(reverse("admin:snapshot_snapshot_import"), {"file": file})
    return answer.headers["Location"]


def _letter(client: Client) -> str:
    """Return the address of a letter in the mailbox: whatever was due is sent first."""
    client.post("/alerts/", {"address": "reader@example.org", "often": "at-once", "of": "articles"})
    call_command("run_due")
    page = client.get(reverse("admin:mailbox")).content.decode()
    return re.search(r'"(/admin/outbox/outboxentry/mailbox/\w+/)"', page)[1]

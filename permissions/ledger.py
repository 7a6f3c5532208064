"""The permission ledger: the act that each route and method requires. A route without an entry is refused to everyone.

Public routes only read. Their views handle other methods, which change nothing.
"""

from collections.abc import Mapping

from django.http import HttpRequest

from permissions.matrix import MODEL_ACTS, Act

GET, POST = "GET", "POST"
Entry = Mapping[str, Act]

PUBLIC = (
    "archive", "archive-feed-atom", "archive-feed-json", "archive-export-csv", "archive-export-json",
    "archive-export-bib", "archive-export-ris", "archive-export-csl", "schema-article-1",
    "schema-snapshot-1", "snapshots-feed-atom", "snapshots-feed-json", "home",
    "site-css", "snapshots", "search", "suggest", "sitemap", "sitemap-news", "sitemap-part", "favicon", "robots",
    "picture", "file", "security-txt", "edition-log",
    "snapshot-edition-cover", "corrections", "authors", "author", "series",
    "newsletters", "newsletter",
    "tag", "topics", "topic", "styleguide", "api", "api-schema", "api-archive", "api-article",
    "api-article-history", "api-article-edition", "api-snapshots", "api-snapshot", "api-snapshot-history",
    "api-snapshot-edition", "api-authors", "api-author", "api-topics", "api-topic", "flatpage",
)  # fmt: skip
RENDITIONS = "", "-text", "-json", "-pdf", "-card", "-bib", "-ris", "-csl", "-history", "-comparison"
OF_EDITIONS = "", "-text", "-json", "-pdf", "-card", "-bib", "-ris", "-csl"


def _both(act: Act) -> Entry:
    return {GET: act, POST: act}


def _model(label: str) -> dict[str, Entry]:
    view, add, change, delete = MODEL_ACTS[label]
    name = f"admin:{label.replace('.', '_')}"
    return {
        f"{name}_changelist": {GET: view, POST: view},  # each bulk action checks its own act
        f"{name}_add": _both(add),
        f"{name}_change": {GET: view, POST: change},
        f"{name}_delete": _both(delete),
        f"{name}_history": {GET: view},
    }


def _publishable(name: str) -> dict[str, Entry]:
    """Return the routes of a kind of working copy, in addition to those of any model."""
    pages = {
        "publish": _both(Act.PUBLISH), "reschedule": _both(Act.RESCHEDULE), "cancel": _both(Act.RESCHEDULE),
        "submit": _both(Act.SUBMIT), "take_back": _both(Act.TAKE_BACK), "approve": _both(Act.APPROVE),
        "send_back": _both(Act.APPROVE), "assign": _both(Act.ASSIGN),
        "withdraw": _both(Act.WITHDRAW), "compare": {GET: Act.READ_HISTORY},
        "history": {GET: Act.READ_HISTORY}, "revisions": {GET: Act.READ_HISTORY},
        "revision": {GET: Act.READ_HISTORY}, "restore": _both(Act.RESTORE), "proof": {GET: Act.READ_DESK},
        "proof_text": {GET: Act.READ_DESK}, "mail": _both(Act.READ_DESK), "letter": {GET: Act.READ_DESK},
        "letter_file": {GET: Act.READ_DESK}, "subscribers": _both(Act.MAIL_SUBSCRIBERS),
        "comments": _both(Act.COMMENT), "comments_json": {GET: Act.COMMENT}, "comments_take_in": {POST: Act.EDIT_DRAFT},
        "review_links": _both(Act.REVIEW_LINK), "revoke_link": {POST: Act.REVIEW_LINK},
        "require_sign_off": {POST: Act.REQUIRE_SIGN_OFF},
    }  # fmt: skip
    return {f"admin:{name}_{page}": entry for page, entry in pages.items()}


def _bulk(model: str, edit: Act) -> dict[str, Entry]:
    """Return the pages for selected rows; each act is checked again for each row."""
    return {
        f"admin:bulk_file_{model}": _both(edit), f"admin:bulk_publish_{model}": _both(Act.PUBLISH),
        f"admin:bulk_withdraw_{model}": _both(Act.WITHDRAW),
    }  # fmt: skip


def _writing() -> dict[str, Entry]:
    """Return the routes of the writing desk; its views ask for more where the article is published or in review."""
    article = "admin:articles_article_write"
    return {
        article: {GET: Act.EDIT_DRAFT}, f"{article}_save": {POST: Act.EDIT_DRAFT},
        f"{article}_changes": {GET: Act.EDIT_DRAFT}, f"{article}_findings": {GET: Act.EDIT_DRAFT},
        f"{article}_preview": {GET: Act.EDIT_DRAFT}, f"{article}_copy": {POST: Act.COPY},
        "admin:writing_new": {GET: Act.CREATE_ARTICLE},
        "admin:writing_create": {POST: Act.CREATE_ARTICLE}, "admin:writing_nothing": {GET: Act.CREATE_ARTICLE},
        "admin:writing_authors": {GET: Act.SEE_TAXONOMY, POST: Act.EDIT_AUTHOR},
        "admin:writing_pictures": {GET: Act.SEE_TAXONOMY, POST: Act.UPLOAD},
        "admin:writing_targets": {GET: Act.ENTER_DESK}, "admin:writing_embeds": {GET: Act.ENTER_DESK},
    }  # fmt: skip


def _desk() -> dict[str, Entry]:
    read = ["board", "changes", "library", "choices", "article", "suggestions", "findings", "preview"]
    return {
        "admin:desk": {GET: Act.ARRANGE},
        **{f"admin:desk_{name}": {GET: Act.ARRANGE} for name in read},
        "admin:desk_act": {POST: Act.ARRANGE},
        "admin:desk_paste": {POST: Act.ARRANGE},
        "admin:desk_start": _both(Act.ARRANGE),
        "admin:desk_calendar": {GET: Act.ENTER_DESK},
        "admin:desk_guide": {GET: Act.ENTER_DESK},
        "admin:search": {GET: Act.ENTER_DESK},
        "admin:saved_view": {GET: Act.ENTER_DESK, POST: Act.SAVE_VIEW},  # its view looks at the list and the owner
        "admin:save_view": {POST: Act.SAVE_VIEW},
        "admin:mailbox": {GET: Act.ENTER_DESK},
        "admin:mailbox_letter": {GET: Act.ENTER_DESK},
        **_writing(),
        **_bulk("article", Act.EDIT_DRAFT),
        **_bulk("snapshot", Act.ARRANGE),
        "admin:corrections": _both(Act.ARRANGE),
        "admin:snapshot_snapshot_import": _both(Act.IMPORT),
        "admin:snapshot_snapshot_review": _both(Act.IMPORT),
        "admin:snapshot_snapshot_import_text_review": _both(Act.IMPORT),
        "admin:snapshot_snapshot_import_undo_review": _both(Act.IMPORT),
        "admin:snapshot_snapshot_digest": _both(Act.MAIL_SUBSCRIBERS),
        "admin:status": {GET: Act.SETTINGS},
        "admin:website_front_on": {GET: Act.SETTINGS},
        "admin:media_picture_thumbnail": {GET: Act.SEE_TAXONOMY},
        "admin:people_author_merge": _both(Act.MERGE_AUTHOR),
        "admin:articles_category_merge": _both(Act.CHANGE_TAXONOMY),
        "admin:articles_series_merge": _both(Act.CHANGE_TAXONOMY),
        "admin:taggit_tag_merge": _both(Act.CHANGE_TAXONOMY),
        "admin:record_publicationtype_merge": {},  # can't be merged
    }


def _site() -> dict[str, Entry]:
    """Return the routes of the admin itself. Two of Django's have no name, so their function's name is used."""
    return {
        "admin:index": {GET: Act.ENTER_DESK},
        "admin:app_list": {GET: Act.ENTER_DESK},
        "admin:jsi18n": {GET: Act.ENTER_DESK},
        "admin:autocomplete": {GET: Act.SEE_TAXONOMY},
        "admin:view_on_site": {GET: Act.READ_RECORD},
        "admin:login": _both(Act.SIGN_IN),
        "admin:logout": _both(Act.SIGN_IN),  # Django's redirects from there to the front page
        "admin:auth_user_hand_over": _both(Act.MANAGE_PEOPLE),
        "admin:auth_user_password_change": _both(Act.MANAGE_PEOPLE),
        "admin:password_change": _both(Act.OWN_ACCOUNT),
        "admin:password_change_done": {GET: Act.OWN_ACCOUNT},
        "admin:django.views.generic.base.RedirectView": {GET: Act.ENTER_DESK},
        "admin:django.contrib.admin.sites.AdminSite.catch_all_view": _both(Act.READ_RECORD),
    }


def _account() -> dict[str, Entry]:
    """Return the routes of allauth. Those that nobody should use have no act, so they are refused to everyone."""
    own = (
        "account_change_password", "account_set_password", "account_reauthenticate", "mfa_index", "mfa_reauthenticate",
        "mfa_activate_totp", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_list_webauthn",
        "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
        "usersessions_list",
    )  # fmt: skip
    signing_in = (
        "account_login", "account_logout", "account_reset_password", "account_reset_password_from_key",
        "mfa_authenticate", "mfa_login_webauthn",
    )  # fmt: skip
    never = (
        "account_signup", "account_email", "account_email_verification_sent", "account_confirm_email",
        "account_request_reauthentication_code", "account_confirm_reauthentication_code",
        "account_confirm_login_code", "socialaccount_signup", "socialaccount_connections",
        "django.views.generic.base.RedirectView",
    )  # fmt: skip
    told = (
        "account_inactive", "account_reset_password_done", "account_reset_password_from_key_done",
        "socialaccount_login_cancelled", "socialaccount_login_error", "openid_connect_callback",
    )  # fmt: skip
    return {
        **{name: _both(Act.OWN_ACCOUNT) for name in own},
        **{name: {GET: Act.OWN_ACCOUNT} for name in ("mfa_view_recovery_codes", "mfa_download_recovery_codes")},
        "end-session": {POST: Act.OWN_ACCOUNT},
        **{name: _both(Act.SIGN_IN) for name in signing_in},
        "openid_connect_login": {POST: Act.SIGN_IN},
        **{name: {GET: Act.SIGN_IN} for name in told},
        **{name: {} for name in never},
    }


MODELS = (
    "website.front",
    "monitoring.editionreadings",
    "flatpages.flatpage", "search.missedsearch", "record.organization", "record.publicationtype",
    "outbox.outboxentry", "media.picture",
    "media.storedfile", "search.spelling", "people.author", "articles.articleedition", "articles.category",
    "articles.series", "taggit.tag", "snapshot.snapshotedition", "snapshot.section",
    "alerts.subscription", "articles.article", "snapshot.snapshot", "auth.user", "audit.auditentry",
    "review.reviewlink",
)  # fmt: skip

LEDGER: dict[str, Entry] = {
    **{name: {GET: Act.READ_RECORD} for name in PUBLIC},
    **{f"{kind}{end}": {GET: Act.READ_RECORD} for kind in ("article", "snapshot") for end in RENDITIONS},
    **{f"{kind}-edition{end}": {GET: Act.READ_RECORD} for kind in ("article", "snapshot") for end in OF_EDITIONS},
    **{name: _both(Act.ASK_ALERTS) for name in ("alerts", "alerts-confirm", "alerts-leave")},
    "review": _both(Act.REVIEW_BY_LINK),
    **{name: {GET: Act.REVIEW_BY_LINK} for name in ("review-picture", "review-file")},
    **_site(),
    **_account(),
    **{name: entry for label in MODELS for name, entry in _model(label).items()},
    **_publishable("articles_article"),
    **_publishable("snapshot_snapshot"),
    **_desk(),
}


def entry_of(view_name: str) -> Entry | None:
    """Return the acts of a route by method; None if the route is not in the ledger. HEAD is the same as GET."""
    entry = LEDGER.get(view_name)
    return None if entry is None else ({**entry, "HEAD": entry[GET]} if GET in entry else entry)


def act_of(request: HttpRequest) -> Act:
    """Return the act that the request requires; `Act.NEVER` if the ledger has none."""
    match = request.resolver_match
    entry = (entry_of(match.view_name) if match else None) or {}
    return entry.get(request.method, Act.NEVER)

"""Who may do what, as data: the reach of each role for each act. Anything missing is refused."""

from enum import Enum, IntEnum, StrEnum
from functools import cache


class Role(IntEnum):
    """An account's role, from lowest to highest. An API client is ANONYMOUS."""

    ANONYMOUS = 0
    CONTRIBUTOR = 1
    EDITOR = 2
    PUBLISHER = 3
    ADMINISTRATOR = 4

    @property
    def group(self) -> str:
        return self.name.lower()


GROUPS = {role.group: role for role in Role if role is not Role.ANONYMOUS}


class Reach(Enum):
    """The working copies on which a role may act."""

    NONE = "none"
    OWN_DRAFT = "own draft"  # created by or assigned to them, while it is a draft that was never published
    OWN = "own"  # created by or assigned to them, in any state
    BRANCH = "branch"  # in their branches of the topic tree; everything if they have no branch
    ALL = "all"


class Act(StrEnum):
    """What someone does. Every route requires one act."""

    READ_RECORD = "read the public record"
    ASK_ALERTS = "subscribe to alerts"
    SIGN_IN = "sign in or out"
    OWN_ACCOUNT = "manage one’s own sign-in"
    ENTER_DESK = "enter the desk"
    READ_DESK = "read a working copy"
    READ_HISTORY = "list and compare revisions and editions"
    CREATE_ARTICLE = "create an article"
    UPLOAD = "upload a picture or a file"
    DESCRIBE_PICTURE = "change or delete a picture or a file"
    IMPORT = "import a document"
    EDIT_DRAFT = "edit a draft"
    EDIT_IN_REVIEW = "edit while in review"
    CHANGE_LIVE = "change something published"
    CHANGE_PUBLIC_FACTS = "change the date, authors or address of something published"
    ARRANGE = "create, edit or arrange a snapshot"
    SUBMIT = "submit for review"
    TAKE_BACK = "take back from review"
    APPROVE = "approve or send back"
    ASSIGN = "assign, and set a due date"
    PUBLISH = "publish or schedule"
    RESCHEDULE = "reschedule or cancel"
    OVERRIDE = "publish without a second person"
    WITHDRAW = "withdraw"
    MAIL_SUBSCRIBERS = "write to subscribers"
    DELETE_DRAFT = "delete a draft"
    RESTORE = "restore a revision"
    COPY = "copy"
    COMMENT = "comment on a working copy"
    REVIEW_LINK = "make or revoke a review link"
    REVIEW_BY_LINK = "review through a link"
    REQUIRE_SIGN_OFF = "require a sign-off, or no longer"
    OVERRIDE_SIGN_OFF = "publish without the required sign-off"
    SEE_STAFF = "see names and addresses of staff"
    SEE_TAXONOMY = "choose authors, topics, series, tags and pictures"
    ADD_TAXONOMY = "add topics, series or tags"
    CHANGE_TAXONOMY = "rename, merge or delete topics, series or tags"
    EDIT_AUTHOR = "add or edit authors"
    MERGE_AUTHOR = "merge or delete authors"
    SETTINGS = "change settings, pages and redirects"
    EXPORT_DESK = "export from the desk"
    SEE_SUBSCRIBERS = "see subscribers’ addresses"
    MANAGE_PEOPLE = "manage people and roles"
    READ_AUDIT = "read the audit trail"
    SAVE_VIEW = "save a view of a list"
    DELETE_SHARED_VIEW = "delete a view that somebody else shares"
    NEVER = "never done by anybody here"


_ALL, _NONE, _BRANCH, _OWN, _DRAFT = Reach.ALL, Reach.NONE, Reach.BRANCH, Reach.OWN, Reach.OWN_DRAFT

# Anonymous, contributor, editor, publisher, administrator.
MATRIX: dict[Act, tuple[Reach, Reach, Reach, Reach, Reach]] = {
    Act.READ_RECORD: (_ALL, _ALL, _ALL, _ALL, _ALL),
    Act.ASK_ALERTS: (_ALL, _ALL, _ALL, _ALL, _ALL),
    Act.SIGN_IN: (_ALL, _ALL, _ALL, _ALL, _ALL),
    Act.OWN_ACCOUNT: (_NONE, _ALL, _ALL, _ALL, _ALL),
    Act.ENTER_DESK: (_NONE, _ALL, _ALL, _ALL, _ALL),
    Act.READ_DESK: (_NONE, _OWN, _BRANCH, _ALL, _ALL),
    Act.READ_HISTORY: (_NONE, _OWN, _BRANCH, _ALL, _ALL),
    Act.CREATE_ARTICLE: (_NONE, _ALL, _ALL, _ALL, _ALL),
    Act.UPLOAD: (_NONE, _ALL, _ALL, _ALL, _ALL),
    Act.DESCRIBE_PICTURE: (_NONE, _NONE, _ALL, _ALL, _ALL),
    Act.IMPORT: (_NONE, _NONE, _ALL, _ALL, _ALL),
    Act.EDIT_DRAFT: (_NONE, _DRAFT, _BRANCH, _ALL, _ALL),
    Act.EDIT_IN_REVIEW: (_NONE, _NONE, _BRANCH, _ALL, _ALL),
    Act.CHANGE_LIVE: (_NONE, _NONE, _BRANCH, _ALL, _ALL),
    Act.CHANGE_PUBLIC_FACTS: (_NONE, _NONE, _NONE, _ALL, _ALL),
    Act.ARRANGE: (_NONE, _NONE, _BRANCH, _ALL, _ALL),
    Act.SUBMIT: (_NONE, _DRAFT, _BRANCH, _ALL, _ALL),
    Act.TAKE_BACK: (_NONE, _OWN, _BRANCH, _ALL, _ALL),
    Act.APPROVE: (_NONE, _NONE, _BRANCH, _ALL, _ALL),
    Act.ASSIGN: (_NONE, _NONE, _BRANCH, _ALL, _ALL),
    Act.PUBLISH: (_NONE, _NONE, _NONE, _ALL, _ALL),
    Act.RESCHEDULE: (_NONE, _NONE, _NONE, _ALL, _ALL),
    Act.OVERRIDE: (_NONE, _NONE, _NONE, _NONE, _ALL),
    Act.WITHDRAW: (_NONE, _NONE, _BRANCH, _ALL, _ALL),
    Act.MAIL_SUBSCRIBERS: (_NONE, _NONE, _NONE, _ALL, _ALL),
    Act.DELETE_DRAFT: (_NONE, _DRAFT, _BRANCH, _ALL, _ALL),
    Act.RESTORE: (_NONE, _DRAFT, _BRANCH, _ALL, _ALL),
    Act.COPY: (_NONE, _OWN, _BRANCH, _ALL, _ALL),
    Act.COMMENT: (_NONE, _OWN, _BRANCH, _ALL, _ALL),
    Act.REVIEW_LINK: (_NONE, _OWN, _BRANCH, _ALL, _ALL),
    Act.REVIEW_BY_LINK: (_ALL, _ALL, _ALL, _ALL, _ALL),
    Act.REQUIRE_SIGN_OFF: (_NONE, _NONE, _BRANCH, _ALL, _ALL),
    Act.OVERRIDE_SIGN_OFF: (_NONE, _NONE, _NONE, _ALL, _ALL),
    Act.SEE_STAFF: (_NONE, _NONE, _ALL, _ALL, _ALL),
    Act.SEE_TAXONOMY: (_NONE, _ALL, _ALL, _ALL, _ALL),
    Act.ADD_TAXONOMY: (_NONE, _NONE, _ALL, _ALL, _ALL),
    Act.CHANGE_TAXONOMY: (_NONE, _NONE, _NONE, _ALL, _ALL),
    Act.EDIT_AUTHOR: (_NONE, _NONE, _ALL, _ALL, _ALL),
    Act.MERGE_AUTHOR: (_NONE, _NONE, _NONE, _ALL, _ALL),
    Act.SETTINGS: (_NONE, _NONE, _NONE, _ALL, _ALL),
    Act.EXPORT_DESK: (_NONE, _OWN, _BRANCH, _ALL, _ALL),
    Act.SEE_SUBSCRIBERS: (_NONE, _NONE, _NONE, _NONE, _ALL),
    Act.MANAGE_PEOPLE: (_NONE, _NONE, _NONE, _NONE, _ALL),
    Act.READ_AUDIT: (_NONE, _OWN, _BRANCH, _ALL, _ALL),
    Act.SAVE_VIEW: (_NONE, _ALL, _ALL, _ALL, _ALL),
    Act.DELETE_SHARED_VIEW: (_NONE, _NONE, _NONE, _NONE, _ALL),
    Act.NEVER: (_NONE, _NONE, _NONE, _NONE, _NONE),
}

FRESH = {Act.PUBLISH, Act.RESCHEDULE, Act.OVERRIDE, Act.WITHDRAW, Act.MANAGE_PEOPLE}  # require a recent sign-in
ADVANCED = Role.EDITOR  # from this role on, REQUIRE_SECOND_FACTOR requires a second factor


def reach(role: Role, act: Act) -> Reach:
    """Return the reach of the role for the act; NONE for an act that is not in the matrix."""
    row = MATRIX.get(act)
    return row[role] if row else Reach.NONE


# The acts behind the admin's four permissions: view, add, change, delete. Models that are missing are refused.
MODEL_ACTS: dict[str, tuple[Act, Act, Act, Act]] = {
    "articles.article": (Act.READ_DESK, Act.CREATE_ARTICLE, Act.EDIT_DRAFT, Act.DELETE_DRAFT),
    **dict.fromkeys(
        ("articles.byline", "articles.summarypoint", "articles.articlefigure", "articles.articleembed",
         "articles.articleattachment"),
        (Act.READ_DESK, Act.EDIT_DRAFT, Act.EDIT_DRAFT, Act.EDIT_DRAFT),
    ),
    "snapshot.snapshot": (Act.READ_DESK, Act.ARRANGE, Act.ARRANGE, Act.ARRANGE),
    **dict.fromkeys(
        ("snapshot.section", "snapshot.placement", "snapshot.compiler", "snapshot.snapshotattachment"),
        (Act.READ_DESK, Act.ARRANGE, Act.ARRANGE, Act.ARRANGE),
    ),
    "articles.articleedition": (Act.READ_HISTORY, Act.NEVER, Act.NEVER, Act.NEVER),
    "snapshot.snapshotedition": (Act.READ_HISTORY, Act.NEVER, Act.NEVER, Act.NEVER),
    **dict.fromkeys(
        ("articles.category", "articles.series", "taggit.tag"),
        (Act.SEE_TAXONOMY, Act.ADD_TAXONOMY, Act.CHANGE_TAXONOMY, Act.CHANGE_TAXONOMY),
    ),
    "record.publicationtype": (Act.SEE_TAXONOMY, Act.SETTINGS, Act.SETTINGS, Act.SETTINGS),
    "people.author": (Act.SEE_TAXONOMY, Act.EDIT_AUTHOR, Act.EDIT_AUTHOR, Act.MERGE_AUTHOR),
    "media.picture": (Act.SEE_TAXONOMY, Act.UPLOAD, Act.DESCRIBE_PICTURE, Act.DESCRIBE_PICTURE),
    "media.storedfile": (Act.SEE_TAXONOMY, Act.NEVER, Act.NEVER, Act.DESCRIBE_PICTURE),
    **dict.fromkeys(
        (
            "record.organization", "record.menulink", "flatpages.flatpage", "search.spelling",
        ),
        (Act.SETTINGS, Act.SETTINGS, Act.SETTINGS, Act.SETTINGS),
    ),
    **dict.fromkeys(("website.front", "website.frontrow"), (Act.SETTINGS,) * 4),
    "search.missedsearch": (Act.SETTINGS, Act.NEVER, Act.NEVER, Act.SETTINGS),
    "monitoring.editionreadings": (Act.SETTINGS, Act.NEVER, Act.NEVER, Act.NEVER),
    "outbox.outboxentry": (Act.SETTINGS, Act.NEVER, Act.NEVER, Act.NEVER),
    "alerts.subscription": (Act.MAIL_SUBSCRIBERS, Act.NEVER, Act.NEVER, Act.SEE_SUBSCRIBERS),
    "review.reviewlink": (Act.REVIEW_LINK, Act.NEVER, Act.NEVER, Act.NEVER),
    "auth.user": (Act.MANAGE_PEOPLE, Act.MANAGE_PEOPLE, Act.MANAGE_PEOPLE, Act.NEVER),
    "audit.auditentry": (Act.READ_AUDIT, Act.NEVER, Act.NEVER, Act.NEVER),
}  # fmt: skip


@cache
def rights(role: Role) -> frozenset[str]:
    """Return Django's permissions of a role: those whose act it may do on anything."""
    return frozenset(
        f"{app}.{verb}_{model}"
        for label, acts in MODEL_ACTS.items()
        for app, model in [label.split(".")]
        for verb, act in zip(("view", "add", "change", "delete"), acts, strict=True)
        if reach(role, act) is not Reach.NONE
    )

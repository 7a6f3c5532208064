"""Who may do what (`may`, `require`), and who may see which working copies (`visible_to`); only this module decides.

Everything fails closed: an unknown act, a disabled account, or a row that is not a working copy is refused.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from permissions.matrix import Act, Reach, reach
from permissions.models import Assignment
from permissions.roles import Account, branch_topics, role_of

DRAFT = "draft"


def may(user: Account | None, act: Act, draft: Model | None = None) -> bool:
    """Return whether the person may do the act to this working copy, or, without one, to any at all."""
    how_far = reach(role_of(user), act)
    if how_far is Reach.NONE or draft is None or how_far is Reach.ALL:
        return how_far is not Reach.NONE
    if draft.pk is None:
        return True  # not saved yet, so it has no owner
    if how_far is Reach.BRANCH:
        return _is_in_branch(user, draft)
    if how_far is Reach.OWN:
        return _is_own(user, draft)
    return how_far is Reach.OWN_DRAFT and _is_own(user, draft) and draft.state == DRAFT and not draft.editions.exists()


def require(user: Account | None, act: Act, draft: Model | None = None) -> None:
    if not may(user, act, draft):
        raise PermissionDenied


def editing(draft: Model | None, model: type[Model] | None = None) -> Act:
    """Return the act that editing this working copy requires. One with editions is published, or scheduled."""
    if (model or type(draft))._meta.model_name == "snapshot":
        return Act.ARRANGE
    if draft is None or draft.pk is None:
        return Act.EDIT_DRAFT
    if draft.editions.exists():
        return Act.CHANGE_LIVE
    return Act.EDIT_DRAFT if draft.state == DRAFT else Act.EDIT_IN_REVIEW


def may_edit(user: Account | None, draft: Model) -> bool:
    return may(user, editing(draft), draft)


def visible_to(user: Account | None, copies: QuerySet) -> QuerySet:
    """Return the working copies that the person may read at the desk."""
    how_far = reach(role_of(user), Act.READ_DESK)
    if how_far is Reach.ALL:
        return copies
    if how_far is Reach.OWN:
        return copies.filter(Q(created_by=user) | Exists(_assigned(user, copies.model)))
    if how_far is Reach.BRANCH:
        topics = branch_topics(user)
        return copies if topics is None else copies.filter(_within(topics, copies.model) | _unfiled(user, copies.model))
    return copies.none()


def may_see(user: Account | None, draft: Model) -> bool:
    """Return whether `visible_to` would include the working copy."""
    return visible_to(user, type(draft)._default_manager.filter(pk=draft.pk)).exists()


def sees_all(user: Account | None) -> bool:
    how_far = reach(role_of(user), Act.READ_DESK)
    return how_far is Reach.ALL or (how_far is Reach.BRANCH and branch_topics(user) is None)


def _assigned(user: Account, model: type[Model]) -> QuerySet:
    mine = Assignment.objects.filter(kind=model._meta.model_name, account=user)
    return mine.filter(parent_id=OuterRef("pk"))


def _is_own(user: Account, draft: Model) -> bool:
    if draft.created_by_id == user.pk:
        return True
    return Assignment.objects.filter(kind=draft._meta.model_name, parent_id=draft.pk, account=user).exists()


def _is_in_branch(user: Account, draft: Model) -> bool:
    if branch_topics(user) is None:
        return True
    return may_see(user, draft)


def _filed(model: type[Model]) -> QuerySet:
    """Return the rows that connect the outer row of `model` to topics."""
    field = model._meta.get_field("categories")
    return field.remote_field.through.objects.filter(**{field.m2m_column_name(): OuterRef("pk")})


def _within(topics: frozenset[int], model: type[Model]) -> Exists:
    return Exists(_filed(model).filter(category__in=topics))


def _unfiled(user: Account, model: type[Model]) -> Q:
    """Return the condition for a creator's working copies without a topic, which are in no branch."""
    return Q(~Exists(_filed(model)), created_by=user)

"""The role of an account: that of its highest group, read once per request."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group

from permissions.matrix import GROUPS, Role

Account = AbstractBaseUser | AnonymousUser


def role_of(user: Account | None) -> Role:
    """Return the role; ANONYMOUS if the account is not signed in, disabled, or not staff.

    Cached on the account object, which lives for one request, so a change of role applies from the next request on.
    """
    if user is None or not user.is_authenticated or not user.is_active or not user.is_staff:
        return Role.ANONYMOUS
    if user.is_superuser:
        return Role.ADMINISTRATOR
    kept = getattr(user, "_role", None)
    if kept is None:
        kept = user._role = given_role(user)
    return kept


def given_role(user: AbstractBaseUser) -> Role:
    """Return the role that was given to an account, even if the account is disabled."""
    names = user.groups.values_list("name", flat=True)
    return max((GROUPS[name] for name in names if name in GROUPS), default=Role.ANONYMOUS)


def assign_role(user: AbstractBaseUser, role: Role) -> None:
    """Make this the account's only role. Other groups stay."""
    user.groups.remove(*Group.objects.filter(name__in=set(GROUPS) - {role.group}))
    if role is not Role.ANONYMOUS:
        user.groups.add(Group.objects.get_or_create(name=role.group)[0])
    user._role = None


def branch_topics(user: AbstractBaseUser) -> frozenset[int] | None:
    """Return the ids of the topics an editor is limited to, with their descendants; None if there is no limit.

    Cached like the role.
    """
    if not hasattr(user, "_branch_topics"):
        rows = user.branches.select_related("topic")
        topics = [row.topic for row in rows]
        found = {
            pk for topic in topics for pk in topic.descendants(include_self=True).values_list("pk", flat=True)
        }  # one query per branch, because there are few
        user._branch_topics = frozenset(found) if topics else None
    return user._branch_topics

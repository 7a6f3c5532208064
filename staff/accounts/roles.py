"""Changing the role of an account, with an entry in the audit trail and an alarm."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from audit.alarms import sound
from audit.trail import note
from permissions.matrix import Act, Role
from permissions.roles import assign_role, given_role


def change_role(account: User, role: Role, is_new: bool = False, by: User | None = None) -> None:
    """Give the account the role, and notify administrators. Does nothing if it has the role already."""
    before = Role.ANONYMOUS if is_new else given_role(account)
    if before is role and account.is_staff == (role is not Role.ANONYMOUS):
        return
    assign_role(account, role)
    account.is_staff = role is not Role.ANONYMOUS
    User.objects.filter(pk=account.pk).update(is_staff=account.is_staff)
    words = _("Role of %(name)s: %(before)s → %(after)s") % {
        "name": account, "before": before.group, "after": role.group,
    }  # fmt: skip
    sound(note(Act.MANAGE_PEOPLE, account, words, by=by), _("A role was changed"), words)

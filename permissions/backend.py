"""Answers Django's permission checks by role only; permissions given to a single account are ignored."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Model

from permissions.matrix import rights
from permissions.roles import Account, role_of


class RoleBackend(AuthenticationBackend):
    """Signs people in like allauth does; the permissions are those of the account's role."""

    def get_user_permissions(self, user_obj: Account, obj: Model | None = None) -> frozenset[str]:
        return frozenset()

    def get_group_permissions(self, user_obj: Account, obj: Model | None = None) -> frozenset[str]:
        return self.get_all_permissions(user_obj, obj)

    def get_all_permissions(self, user_obj: Account, obj: Model | None = None) -> frozenset[str]:
        """Return the permissions of the role. Empty for a single object, which `permissions.rules` decides about."""
        return frozenset() if obj is not None else rights(role_of(user_obj))

    def has_perm(self, user_obj: Account, perm: str, obj: Model | None = None) -> bool:
        return obj is None and perm in rights(role_of(user_obj))

    def has_module_perms(self, user_obj: Account, app_label: str) -> bool:
        return any(right.startswith(f"{app_label}.") for right in self.get_all_permissions(user_obj))

"""Accounts, their roles and topic limits. Accounts are disabled, never deleted."""

from functools import partial

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import password_validators_help_texts
from django.contrib.sites.models import Site
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.matrix import Role
from permissions.models import Branch
from permissions.roles import given_role
from staff.accounts.hand_over import hand_over_page
from staff.accounts.roles import change_role
from staff.choosers import Chooses
from staff.forms import CountedFormSet

ROLES = [
    (Role.ANONYMOUS.name, gettext_lazy("none: may not enter the desk")),
    (Role.CONTRIBUTOR.name, gettext_lazy("contributor: writes drafts")),
    (Role.EDITOR.name, gettext_lazy("editor: edits, reviews and withdraws")),
    (Role.PUBLISHER.name, gettext_lazy("publisher: also publishes")),
    (Role.ADMINISTRATOR.name, gettext_lazy("administrator: also manages people")),
]


class RoleForm(forms.ModelForm):
    """An account and its role. Nobody changes their own role; another administrator does."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=ROLES, initial=Role.CONTRIBUTOR.name)
    by: User | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = _("To sign in with: letters, digits and @ . + - _, 150 at most.")
        if self.instance.pk:
            self.initial["role"] = given_role(self.instance).name if self.instance.is_staff else Role.ANONYMOUS.name

    def clean(self) -> dict:
        cleaned = super().clean()
        is_own = self.by is not None and self.instance.pk == self.by.pk
        if is_own and (cleaned.get("role") != self.initial["role"] or not cleaned["is_active"]):
            self.add_error("role", _("You can’t change your own role or disable yourself. Ask an administrator."))
        return cleaned


class AccountForm(RoleForm, UserChangeForm):
    """An existing account."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if password := self.fields.get("password"):
            has_one = self.instance.has_usable_password()
            password.help_text = (
                _("Nobody can see it.") if has_one else _("Without one, this person can’t sign in here.")
            )
        if active := self.fields.get("is_active"):
            active.help_text = _("Turn this off instead of deleting the account.")


class ChoosesPassword:
    """A form of Django's that sets a password or none, with this site's words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = " ".join(password_validators_help_texts())
        self.fields["password2"].label, self.fields["password2"].help_text = _("Password again"), ""
        if choice := self.fields.get("usable_password"):
            choice.label, choice.help_text = _("Sign in here"), ""
            choice.choices = [("true", _("with a password")), ("false", _("without one, through single sign-on only"))]


class NewAccountForm(RoleForm, ChoosesPassword, AdminUserCreationForm):
    """A new account."""


class PasswordForm(ChoosesPassword, AdminPasswordChangeForm):
    """A new password for an existing account."""


class BranchInline(Chooses, admin.TabularInline):
    """The topics that an editor is limited to."""

    model = Branch
    template = "admin/ordered_inline.html"
    verbose_name = gettext_lazy("topic")
    verbose_name_plural = Branch._meta.verbose_name_plural
    formset = CountedFormSet
    extra = 0
    autocomplete_fields = ["topic"]

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return request.user.has_perm("auth.view_user")

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


admin.site.unregister([User, Group, Site])


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts. Permissions come from the role; no account has individual ones."""

    form = AccountForm
    add_form = NewAccountForm
    change_password_form = PasswordForm
    inlines = [BranchInline]
    list_display = ["username", "first_name", "last_name", "role", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = ()
    fieldsets = [
        (None, {"fields": ["username", "password", "is_active", "role"]}),
        (gettext_lazy("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (gettext_lazy("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2", "role"]}),
        (gettext_lazy("Person"), {"fields": ["first_name", "last_name", "email"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(partial(hand_over_page, self))
        return [path("<path:object_id>/hand-over/", view, name="auth_user_hand_over"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("groups")

    def get_inlines(self, request: HttpRequest, obj: User | None) -> list:
        return self.inlines if obj else []

    def get_form(self, request: HttpRequest, obj: User | None = None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.by = request.user  # the class was created for this request
        return form

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("role"))
    def role(self, account: User) -> str:
        return given_role(account).group

    def save_related(self, request: HttpRequest, form: RoleForm, formsets: list, change: bool) -> None:
        """Save the role, and notify administrators of a change."""
        super().save_related(request, form, formsets, change)
        change_role(form.instance, Role[form.cleaned_data["role"]], is_new=not change)

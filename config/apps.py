"""The admin site the house uses."""

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    """Django's admin with our own first page."""

    default_site = "config.admin.DeskAdminSite"

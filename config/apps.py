"""The admin site's app configuration."""

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    """Django's admin with our admin site."""

    default_site = "website.admin_site.DeskAdminSite"

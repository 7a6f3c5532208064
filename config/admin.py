"""The admin site: Django's own, with the house's name and our first page."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class DeskAdminSite(admin.AdminSite):
    """The desk: where editors work."""

    site_header = _("The desk")
    site_title = _("The desk")
    index_title = _("Today")
    index_template = "admin/desk_index.html"

"""`{% open_comments draft %}`: the open threads about a working copy, in a fold, for a page where it is edited."""

from django import template

from record.models import Publishable
from review.comments import open_count, said_at_desk

register = template.Library()


@register.inclusion_tag("review/open_comments.html")
def open_comments(draft: Publishable, is_open: bool = True) -> dict:
    """Return the open threads, each with a link to where it can be answered. One query if there are none."""
    threads = [thread for thread in said_at_desk(draft).threads if thread.is_open] if open_count(draft) else []
    return {"threads": threads, "draft": draft, "opts": draft._meta, "is_open": is_open}

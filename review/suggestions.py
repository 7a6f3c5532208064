"""Taking in a suggestion: one act that changes the working copy as its editor would, and credits who suggested it."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.trail import last_revision, note
from permissions.rules import editing
from record import revisions
from record.kinds import kind_of
from record.models import Publishable, Revision
from record.revisions import name_of
from record.saving import claim_save, save_draft
from record.terms import refuse
from review.comments import said_at_desk
from review.models import Comment
from review.places import with_words


@transaction.atomic
def take_in(comment: Comment, draft: Publishable, by: AbstractBaseUser) -> Revision:
    """Put the suggested words in place of the words they are for, save, and resolve the thread.

    Return the new revision. Raises Refused if those words have changed since, or were removed.
    """
    kind = kind_of(draft)
    draft = kind.draft_model.objects.select_for_update().get(pk=draft.pk)
    thread = next((each for each in said_at_desk(draft).threads if each.root.pk == comment.pk), None)
    if thread is None or not thread.can_take_in:
        refuse([_("These words have changed since they were suggested. No changes were made: edit the text yourself.")])
    now, before = timezone.now(), last_revision(draft)
    act = editing(draft)
    claim_save(draft, draft.save_count, by)
    revisions.seal(draft, now, kind)
    kind.thaw(with_words(kind.freeze(draft), thread.place, comment.suggestion), draft)
    kind.on_replace(draft, by, now)
    save_draft(draft, by)
    revisions.seal(draft, now, kind)
    revision = Revision.objects.filter(kind=kind.name, parent_id=draft.pk).order_by("-number").first()
    Comment.objects.filter(pk=comment.pk).update(taken_in=revision, resolved_at=now, resolved_by=name_of(by))
    note(act, draft, _("Took in a suggestion by %s.") % comment.by_name, by=by, before=before)
    return revision

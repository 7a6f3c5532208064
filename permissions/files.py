"""Who may see a picture or file that is in no public edition."""

from django.db.models import ManyToOneRel, Model, Q, QuerySet

from permissions.matrix import Act, Reach, reach
from permissions.roles import Account, role_of
from permissions.rules import sees_all, visible_to


def may_see_file(user: Account | None, model: type[Model], digest: str) -> bool:
    """Return whether `visible_files` would include the file."""
    if reach(role_of(user), Act.READ_DESK) is Reach.NONE:
        return False
    return sees_all(user) or visible_files(user, model._default_manager.filter(digest=digest)).exists()


def visible_files(user: Account | None, files: QuerySet) -> QuerySet:
    """Return the pictures or files that the person may see at the desk.

    People who see every working copy see all of them. Others see what they uploaded, and what is used in working copies
    that they may read.
    """
    if reach(role_of(user), Act.READ_DESK) is Reach.NONE:
        return files.none()
    if sees_all(user):
        return files
    seen = Q(uploaded_by=user)
    for relation in files.model._meta.related_objects:
        copies = _copies(relation.related_model) if isinstance(relation, ManyToOneRel) else None
        if copies:
            path, model = copies
            readable = visible_to(user, model._default_manager.all()).order_by().values("pk")
            using = relation.related_model._base_manager.filter(**{f"{path}__in": readable})
            seen |= Q(pk__in=using.values(relation.field.attname))
    return files.filter(seen)


def _copies(model: type[Model]) -> tuple[str, type[Model]] | None:
    """Return the lookup from rows of the model to working copies, and the model of these; None if there is none."""
    if hasattr(model, "save_count"):
        return "pk", model
    for field in model._meta.fields:
        if field.is_relation and hasattr(field.related_model, "save_count"):
            return field.name, field.related_model
    return None

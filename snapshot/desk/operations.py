"""The operations on a board. Each changes the draft and returns its inverse operation.

An operation is plain data with an "op". It refers to rows by key, and to positions by the key of the next row (None: at
the end), so that it means the same after other users' changes elsewhere.

    place           items: [{placement: {key, article, …}, section, before}]     ↔ remove
    remove          keys: [placement]                                            ↔ place
    move            items: [{key, section, before}]                              ↔ move
    add_section     section: {key, title, note}, placements: […], before         ↔ remove_section
    remove_section  key                                                          ↔ add_section
    move_section    key, before                                                  ↔ move_section
    set             target: "snapshot" | "section:KEY" | "placement:KEY", field, value   ↔ set
    keep            items: [{key, kept_edition, kept_reason}]                    ↔ keep
"""

from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _

from articles.models import Article, ArticleEdition
from articles.models.desk import new_key
from snapshot.desk import details
from snapshot.desk.board import placement_data, section_data
from snapshot.desk.structure import Impossible, Structure
from snapshot.desk.texts import clean_text
from snapshot.models import Placement, Section, Snapshot
from text.prose import one_line

MOST_PLACEMENTS = 2_000
MOST_SECTIONS = 200


def perform(snapshot: Snapshot, operation: dict, by: AbstractBaseUser | None) -> tuple[dict, dict]:
    """Perform `operation` on the draft. Return it as performed (keys filled in, texts cleaned) and its inverse.

    Raises Impossible if the board does not match the operation's assumptions; then nothing is written.
    """
    if operation["op"] == "set" and operation["target"] == "snapshot" and operation["field"] in details.DETAILS:
        was, now = details.put(snapshot, operation["field"], operation["value"], by)
        return {**operation, "value": now}, {**operation, "value": was}
    return OPERATIONS[operation["op"]](snapshot, operation)


def _place(snapshot: Snapshot, operation: dict) -> tuple[dict, dict]:
    structure = Structure(snapshot)
    given = _placements([item["placement"] for item in operation["items"]], structure)
    items = [
        {"placement": data, "section": item["section"], "before": item.get("before")}
        for item, data in zip(operation["items"], given, strict=True)
    ]
    for item in items:
        structure.put(item["placement"]["key"], item["section"], item["before"])
    rows = [_row(structure.section_pk(item["section"]), item["placement"]) for item in items]
    for row in Placement.objects.bulk_create(rows):
        structure.pks[row.key] = row.pk
    structure.write()
    keys = [data["key"] for data in reversed(given)]
    return {"op": "place", "items": items}, {"op": "remove", "keys": keys}


BLANK = {"note": "", "title": "", "summary": [], "kept_edition": None, "kept_reason": ""}


def _placements(given: list[dict], structure: Structure) -> list[dict]:
    """Return new placements with keys and cleaned texts. Raises Impossible for one that cannot be placed here."""
    made = [_placement(data) for data in given]
    keys = [data["key"] for data in made]
    if len(set(keys)) < len(keys) or any(key in structure.pks for key in keys):
        raise Impossible(_("That article is already in this snapshot."))
    if len(structure.pks) + len(made) > MOST_PLACEMENTS:
        raise Impossible(_("A snapshot can have at most %d articles.") % MOST_PLACEMENTS)
    wanted = {data["article"] for data in made}
    if Article.objects.filter(pk__in=wanted).count() < len(wanted):
        raise Impossible(_("That article is no longer in the library."))
    _refuse_foreign_texts({data["kept_edition"]: data["article"] for data in made})
    return made


def _refuse_foreign_texts(kept: dict[int | None, int]) -> None:
    """Raise Impossible if a kept edition does not belong to its article."""
    kept = {edition: article for edition, article in kept.items() if edition is not None}
    known = dict(ArticleEdition.objects.filter(pk__in=kept).values_list("pk", "parent_id")) if kept else {}
    if any(known.get(edition) != article for edition, article in kept.items()):
        raise Impossible(_("The kept edition does not belong to that article."))


def _placement(data: dict) -> dict:
    whole = {**BLANK, **data, "key": data.get("key") or new_key()}
    for field in ("note", "title", "summary"):
        whole[field] = clean_text(Placement, field, whole[field])
    return whole | _kept(whole)


def _kept(data: dict) -> dict:
    """Return the kept edition and the reason. Raises Impossible if one is given without the other."""
    reason = one_line(data["kept_reason"])[:300]
    if data["kept_edition"] is not None and not reason:
        raise Impossible(_("To keep an older edition, give a reason."))
    if data["kept_edition"] is None and reason:
        raise Impossible(_("Choose the edition that the reason is about."))
    return {"kept_edition": data["kept_edition"], "kept_reason": reason}


def _row(section_pk: int, data: dict) -> Placement:
    own = {name: data[name] for name in ("key", "note", "title", "summary", "kept_reason")}
    return Placement(section_id=section_pk, article_id=data["article"], kept_edition_id=data["kept_edition"], **own)


def _remove(snapshot: Snapshot, operation: dict) -> tuple[dict, dict]:
    structure = Structure(snapshot)
    keys = list(dict.fromkeys(operation["keys"]))
    rows = {row.key: row for row in Placement.objects.filter(section__snapshot=snapshot, key__in=keys)}
    items = []
    for key in keys:
        place = {"section": structure.home(key), "before": structure.after(key)}
        items.insert(0, {"placement": placement_data(rows[key]), **place})
        structure.take(key)
    Placement.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()
    structure.write()
    return {"op": "remove", "keys": keys}, {"op": "place", "items": items}


def _move(snapshot: Snapshot, operation: dict) -> tuple[dict, dict]:
    structure = Structure(snapshot)
    back = []
    for item in operation["items"]:
        key = item["key"]
        back.insert(0, {"key": key, "section": structure.home(key), "before": structure.after(key)})
        structure.section_pk(item["section"])
        structure.take(key)
        structure.put(key, item["section"], item.get("before"))
    structure.write()
    return operation, {"op": "move", "items": back}


def _add_section(snapshot: Snapshot, operation: dict) -> tuple[dict, dict]:
    structure = Structure(snapshot)
    data = {"title": "", "note": "", **operation["section"]}
    key = data.get("key") or new_key()
    if key in structure.section_pks:
        raise Impossible(_("That section is already in this snapshot."))
    if len(structure.sections) >= MOST_SECTIONS:
        raise Impossible(_("A snapshot can have at most %d sections.") % MOST_SECTIONS)
    title, note = clean_text(Section, "title", data["title"]), clean_text(Section, "note", data["note"])
    placements = _placements(operation.get("placements", []), structure)
    section = Section.objects.create(snapshot=snapshot, key=key, title=title, note=note)
    structure.section_pks[key] = section.pk
    structure.order[key] = []
    structure.put_section(key, operation.get("before"))
    for row in Placement.objects.bulk_create(_row(section.pk, each) for each in placements):
        structure.pks[row.key] = row.pk
        structure.order[key].append(row.key)
    structure.write()
    done = {"op": "add_section", "section": section_data(section), "placements": placements}
    return {**done, "before": operation.get("before")}, {"op": "remove_section", "key": key}


def _remove_section(snapshot: Snapshot, operation: dict) -> tuple[dict, dict]:
    structure = Structure(snapshot)
    key = operation["key"]
    section = Section.objects.get(pk=structure.section_pk(key))
    inverse = {
        "op": "add_section",
        "section": section_data(section),
        "placements": [placement_data(placement) for placement in section.placements.all()],
        "before": structure.section_after(key),
    }
    section.delete()
    structure.sections.remove(key)
    del structure.order[key]
    structure.write()
    return operation, inverse


def _move_section(snapshot: Snapshot, operation: dict) -> tuple[dict, dict]:
    structure = Structure(snapshot)
    key = operation["key"]
    inverse = {"op": "move_section", "key": key, "before": structure.section_after(key)}
    structure.sections.remove(key)
    structure.put_section(key, operation.get("before"))
    structure.write()
    return operation, inverse


def _set(snapshot: Snapshot, operation: dict) -> tuple[dict, dict]:
    row = _target(snapshot, operation["target"])
    field = operation["field"]
    value = clean_text(type(row), field, operation["value"])
    was = getattr(row, field)
    setattr(row, field, value)
    row.save(update_fields=[field])
    done = {"op": "set", "target": operation["target"], "field": field, "value": value}
    return done, {**done, "value": was}


def _keep(snapshot: Snapshot, operation: dict) -> tuple[dict, dict]:
    items = [{"key": item["key"], **_kept(item)} for item in operation["items"]]
    keys = [item["key"] for item in items]
    rows = {row.key: row for row in Placement.objects.filter(section__snapshot=snapshot, key__in=keys)}
    if set(keys) - set(rows):
        raise Impossible(_("What you changed is no longer in this snapshot."))
    _refuse_foreign_texts({item["kept_edition"]: rows[item["key"]].article_id for item in items})
    was = [
        {"key": row.key, "kept_edition": row.kept_edition_id, "kept_reason": row.kept_reason} for row in rows.values()
    ]
    for item in items:
        row = rows[item["key"]]
        row.kept_edition_id, row.kept_reason = item["kept_edition"], item["kept_reason"]
    Placement.objects.bulk_update(rows.values(), ["kept_edition", "kept_reason"])
    return {"op": "keep", "items": items}, {"op": "keep", "items": was}


def _target(snapshot: Snapshot, target: str) -> Snapshot | Section | Placement:
    kind, _colon, key = target.partition(":")
    if kind == "snapshot":
        return snapshot
    if kind == "section":
        row = Section.objects.filter(snapshot=snapshot, key=key).first()
    else:
        row = Placement.objects.filter(section__snapshot=snapshot, key=key).first()
    if row is None:
        raise Impossible(_("What you changed is no longer in this snapshot."))
    return row


OPERATIONS: dict[str, Callable[[Snapshot, dict], tuple[dict, dict]]] = {
    "place": _place,
    "remove": _remove,
    "move": _move,
    "add_section": _add_section,
    "remove_section": _remove_section,
    "move_section": _move_section,
    "set": _set,
    "keep": _keep,
}

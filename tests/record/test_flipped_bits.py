"""Whatever bit of the record is flipped, `verify_editions` finds it: 200 of them here, 10,000 in `make soak`.

FLIPS sets how many, FLIP_SEED repeats a run.
"""

import os
import random
from datetime import datetime, timedelta
from itertools import count

import pytest
from django.db import DatabaseError, connection, models, transaction

from articles.models import ArticleEdition
from record import append_only, publishing, verifying
from record.kinds import all_kinds
from record.models import Address, FrozenContent, LogEntry
from snapshot.models import SnapshotEdition
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.slow]
FLIPS = int(os.environ.get("FLIPS", "200"))
SEED = int(os.environ.get("FLIP_SEED", "12"))


@pytest.fixture
def record(shared_site):
    """A record with everything: editions, corrections, a withdrawal, a scheduled edition, a snapshot, all links."""

    def build():
        sea = make.topic("Sea", slug="sea")
        ferries = make.article("Ferries", slug="ferries", topics=[sea], tags=["ice"])
        snapshot = make.snapshot("Winter", {"One": [ferries, make.article("Canals", slug="canals", topics=[sea])]})
        published(snapshot, NOON)
        published(changed(ferries), later(hours=1), kind="correction")
        gone = published(make.article("Gone", slug="gone"), later(hours=1))
        publishing.withdraw(gone.parent, "Its figures were wrong.", replaced_by=ferries, at=later(hours=2))
        published(changed(snapshot), later(hours=3))
        published(changed(ferries), later(hours=3), live_from=later(days=900))

    shared_site(build)
    with connection.cursor() as cursor:  # what flips bits on a disk asks no trigger
        for guard in append_only.guards if connection.vendor == "sqlite" else ():
            for sql in guard.drop_statements():
                cursor.execute(sql)
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE record_logentry DISABLE TRIGGER USER")


def test_any_flipped_bit_is_found(record):
    draw, flipped = random.Random(SEED), 0
    unseen = []
    for number in count():
        with transaction.atomic():
            told = flip(draw)
            if told:
                flipped += 1
                if not is_found():
                    unseen.append(f"flip {number}: {told}")
            transaction.set_rollback(True)
        if flipped == FLIPS:
            break
    assert not unseen, "\n".join([f"Seed {SEED}:", *unseen])


def test_the_record_is_sound_before_a_bit_is_flipped(record):
    assert not is_found()


def is_found() -> bool:
    """Return whether `verify_editions` would say anything but that all is well."""
    seen = verifying.Count()
    return bool(next(verifying.verify(seen), None) or seen.outdated)  # the columns are of another version of the site


def tables() -> list[models.QuerySet]:
    kinds = all_kinds()
    contents = {pk for kind in kinds for pk in kind.edition_model.objects.values_list("content_id", flat=True)}
    return [
        FrozenContent.objects.filter(pk__in=contents),
        ArticleEdition.objects.all(),
        SnapshotEdition.objects.all(),
        LogEntry.objects.all(),
        Address.objects.filter(collection__in=[kind.collection for kind in kinds]),
        *(model.objects.all() for kind in kinds for model in kind.link_models if model.objects.exists()),
    ]


def flip(draw: random.Random) -> str:
    """Flip a bit of some value; return where, or "" if there is none, or the database refuses the value."""
    rows = draw.choice(tables())
    link_models = {model for kind in all_kinds() for model in kind.link_models}
    fields = [
        field for field in rows.model._meta.concrete_fields
        if not (field.primary_key and rows.model in {*link_models, Address, LogEntry})  # says nothing
        and field.name != "is_counted"  # says what the totals of lists contain, not what was published
    ]  # fmt: skip
    field, pk = draw.choice(fields), draw.choice(list(rows.order_by("pk").values_list("pk", flat=True)))
    before = rows.filter(pk=pk).values_list(field.attname, flat=True).get()
    after = flipped(before, draw)
    if after is None or after == before:
        return ""
    try:
        with transaction.atomic():
            rows.model._base_manager.filter(pk=pk).update(**{field.attname: after})
    except (DatabaseError, OverflowError):
        return ""
    return f"{rows.model.__name__} {pk}, {field.attname}: {str(before)[:80]!r} became {str(after)[:80]!r}"


def flipped(value, draw: random.Random):
    """Return the value with one bit turned, or None if that is no value of its kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value ^ (1 << draw.randrange(16))
    if isinstance(value, datetime):
        return value + timedelta(microseconds=draw.choice([-1, 1]) * (1 << draw.randrange(40)))
    if isinstance(value, str) and value:
        raw = bytearray(value.encode())
        raw[draw.randrange(len(raw))] ^= 1 << draw.randrange(8)
        try:
            return raw.decode().replace("\0", "") or None
        except UnicodeDecodeError:
            return None
    if isinstance(value, dict) and value:
        name = draw.choice(sorted(value))
        inner = flipped(value[name], draw)
        return None if inner is None else {**value, name: inner}
    if isinstance(value, list) and value:
        place = draw.randrange(len(value))
        inner = flipped(value[place], draw)
        return None if inner is None else [*value[:place], inner, *value[place + 1 :]]
    return value + timedelta(days=1 << draw.randrange(6)) if hasattr(value, "year") else None

"""A real primary with a streaming standby: what readers see, and what happens when one of them goes."""

import contextlib
import re
import shutil
import textwrap
import time

import psycopg
import pytest

from dev.with_postgres import Server, make_folder, unprivileged_account
from tests.served import ROOT, manage, serving

pytestmark = [pytest.mark.slow, pytest.mark.full]
STANDBY = "reader"
SITE = "https://analysis.example.org"
LISTS = ("/", "/analysis/", "/snapshots/", "/authors/", "/topics/", "/corrections/", "/sitemap.xml", "/analysis/feed.atom",
         "/analysis/export.csv", "/search/?q=the", "/analysis/?q=the", "/api/v1/articles/", "/api/v1/snapshots/")  # fmt: skip


@pytest.fixture(scope="module")
def pair():
    """A primary that waits for its standby when asked to, and the standby."""
    account = unprivileged_account()
    servers = [Server(make_folder(account), account) for _ in range(2)]
    primary, standby = servers
    try:
        primary.start(synchronous_standby_names=STANDBY)
        standby.follow(primary, STANDBY)
        yield primary, standby
    finally:
        for server in servers:
            server.stop()
            shutil.rmtree(server.folder, ignore_errors=True)


@pytest.fixture(scope="module")
def site(pair, tmp_path_factory):
    """A folder for a site with the samples in it, and the variables that lead to both databases."""
    primary, standby = pair
    folder = tmp_path_factory.mktemp("site")
    variables = {
        "DATABASE_URL": primary.url(),
        "REPLICA_URL": standby.url(),
        "WAIT_FOR_STANDBY": "true",
        "SITE_URL": SITE,
    }
    manage(folder, "migrate", "--verbosity", "0", DATABASE_URL=primary.url())
    for sample in sorted((ROOT / "samples").glob("*.txt"))[:1]:
        manage(folder, "import_snapshot", str(sample), "--publish", DATABASE_URL=primary.url())
    return folder, variables


def run(site, words: str) -> str:
    """Run Python in the site, and return what it prints."""
    folder, variables = site
    return manage(folder, "shell", "--verbosity", "0", "--command", textwrap.dedent(words), **variables)


HELP = """
import threading, time, psycopg
from django.db import connections, transaction
from record import replica
from record.models import RecordVersion
def on_standby(sql):
    with psycopg.connect(**{k: v for k, v in connections["replica"].get_connection_params().items() if k in ("host", "dbname", "user")}, autocommit=True) as c:
        return c.execute(sql).fetchone()
def until(test):
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if test(): return True
        time.sleep(0.2)
    return False
"""


def test_a_replica_that_is_behind_is_left_out_and_comes_back(site):
    told = run(site, HELP + """
print(until(replica.watch.usable))
on_standby("SELECT pg_wal_replay_pause()")
for _ in range(25):
    RecordVersion.objects.using("default").update(number=1)
    replica.watch.usable()
    time.sleep(0.2)
print(replica.watch.usable(), replica.watch.lag > 2)
on_standby("SELECT pg_wal_replay_resume()")
print(until(replica.watch.usable))
""")  # fmt: skip
    assert told.split() == ["True", "False", "True", "True"]


def test_only_readers_read_it_and_nothing_inside_a_transaction_does(site):
    told = run(site, HELP + """
from django.db import router
until(replica.watch.usable)
print(router.db_for_read(RecordVersion))
with replica.for_readers():
    print(router.db_for_read(RecordVersion), router.db_for_write(RecordVersion))
    with transaction.atomic():
        print(router.db_for_read(RecordVersion))
""")  # fmt: skip
    assert told.split() == ["default", "replica", "default", "default"]


def test_a_withdrawal_waits_until_the_standby_shows_it_and_other_acts_do_not(site):
    told = run(site, HELP + """
def write(number, waits):
    with transaction.atomic():
        RecordVersion.objects.using("default").update(number=number)
        if waits: replica.wait_for_standby()
    connections.close_all()
on_standby("SELECT pg_wal_replay_pause()")
plain = threading.Thread(target=write, args=[7, False]); plain.start(); plain.join(8)
print(plain.is_alive())
waiting = threading.Thread(target=write, args=[8, True]); waiting.start(); waiting.join(1.5)
print(waiting.is_alive())
on_standby("SELECT pg_wal_replay_resume()")
waiting.join(8)
print(waiting.is_alive(), on_standby("SELECT number FROM record_recordversion")[0])
""")  # fmt: skip
    assert told.split() == ["False", "True", "False", "8"]


def test_an_act_does_not_wait_for_a_standby_for_ever(site):
    told = run(site, HELP + """
replica.WAIT_AT_MOST_SECONDS = 1
def write():
    with transaction.atomic():
        RecordVersion.objects.using("default").update(number=9)
        replica.wait_for_standby()
    connections.close_all()
on_standby("SELECT pg_wal_replay_pause()")
waiting = threading.Thread(target=write); waiting.start(); waiting.join(20)
print(waiting.is_alive(), RecordVersion.objects.using("default").get().number)
on_standby("SELECT pg_wal_replay_resume()")
""")  # fmt: skip
    assert told.split() == ["False", "9"]


def test_readers_see_the_same_bytes_and_go_on_when_the_primary_is_gone(site, pair):
    (folder, variables), (primary, standby) = site, pair
    with serving(folder, **variables) as both, serving(folder, DATABASE_URL=primary.url(), SITE_URL=SITE) as alone:
        paths = addresses(alone)
        seen = {path: same(alone.get(path)) for path in paths}
        assert {path: same(both.get(path)) for path in paths} == seen
        assert {status for status, _body in seen.values()} == {200}
        primary.stop()
        kept = alone.get("/analysis/")
        assert kept[0] == 503 or "age" in kept[2]  # in the store of the worker that answers, or not
        assert alone.get("/search/?q=gas")[0] == 503  # which keeps no searches
        assert alone.get("/search/?q=gas")[2]["retry-after"] == "5"
        after = {path: same(both.get(path)) for path in paths}
        assert {path for path in paths if after[path] != seen[path]} == set()
        assert both.get("/admin/login/", Cookie="sessionid=" + "a" * 32)[0] == 503
    standby.promote()
    assert "all as published" in manage(folder, "verify_editions", DATABASE_URL=standby.url())
    with serving(folder, DATABASE_URL=standby.url(), SITE_URL=SITE) as promoted:
        assert {path: same(promoted.get(path)) for path in paths} == seen


def test_without_a_connection_to_be_had_readers_are_asked_to_come_back(tmp_path):
    account = unprivileged_account()
    server = Server(make_folder(account), account)
    taken = []
    try:
        server.start(max_connections="6")
        manage(tmp_path, "migrate", "--verbosity", "0", DATABASE_URL=server.url())
        with serving(tmp_path, DATABASE_URL=server.url()) as served:
            with contextlib.suppress(psycopg.OperationalError):
                while True:
                    taken.append(psycopg.connect(host=str(server.folder), user="postgres", dbname="postgres"))
            statuses = {served.get("/search/?q=gas")[0] for _ in range(6)}
            assert statuses <= {200, 503}
            assert 503 in statuses
            for connection in taken:
                connection.close()
            time.sleep(2)
            assert served.get("/search/?q=gas")[0] == 200
    finally:
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


def addresses(served) -> list[str]:
    """Return the lists, and each address that the sitemaps and the API name."""
    told = b"".join(served.get(path)[1] for path in ("/sitemap-articles.xml", "/sitemap-snapshots.xml"))
    named = {path.decode() for path in re.findall(rb"<loc>https?://[^/]+(/[^<]*)</loc>", told)}
    pages = {path for path in named if not path.endswith(".xml")}
    forms = {path.rstrip("/") + ending for path in pages if path.startswith(("/analysis/", "/snapshots/"))
             for ending in (".json", ".txt", ".bib", ".pdf")}  # fmt: skip
    assert len(pages) > 2
    return sorted({*LISTS, *pages, *(path for path in forms if not path.startswith(("/analysis.", "/snapshots.")))})


def same(answer: tuple[int, bytes, dict]) -> tuple[int, bytes]:
    return answer[0], answer[1]

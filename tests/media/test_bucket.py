"""Media in an S3-compatible bucket, asked over HTTP: what holds of a folder holds of it."""

import time
import urllib.request
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.exceptions import ClientError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from moto.server import ThreadedMotoServer

from media import attachments, storage, sweep
from media.bucket import NotStored
from media.pictures import library
from operations.moving_media import copy_media
from outputs.pdf import compiler
from record.verifying import Count, verify
from tests import make, uploads
from tests.make import NOON, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KEYS = {"access_key": "key", "secret_key": "secret", "region_name": "us-east-1"}
NAME = storage.attachment_name("a" * 64)


@pytest.fixture(scope="module")
def server():
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture(autouse=True)
def bucket(server, settings, tmp_path):
    """An empty bucket that is the site's media storage."""
    client = boto3.client(
        "s3", endpoint_url=server, aws_access_key_id="key", aws_secret_access_key="secret", region_name="us-east-1"
    )
    client.create_bucket(Bucket="media")
    told = {"bucket_name": "media", "endpoint_url": server, "addressing_style": "path", "signature_version": "s3v4"}
    backend = {"BACKEND": "media.bucket.MediaBucket", "OPTIONS": {**told, **KEYS}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    settings.MEDIA_BUCKET = "media"
    yield client
    for found in client.list_objects_v2(Bucket="media").get("Contents", []):
        client.delete_object(Bucket="media", Key=found["Key"])
    client.delete_bucket(Bucket="media")


@pytest.fixture
def shown():
    """A published article with a picture and an attachment."""
    picture = library.add(uploads.picture((20, 10)), "a.png", alternative_text="A")
    article = make.article(picture=picture)
    make.attached(article, file=attachments.stored(SimpleUploadedFile("Отчёт.pdf", uploads.PDF)))
    published(article, NOON)
    return article


def names() -> list[str]:
    return [name for name, _put_at in storage.listing()]


def test_readers_get_what_was_uploaded_through_the_site(look, shown):
    file = shown.attachments.get().file
    answer = look(f"/files/{file.digest}.pdf")
    assert b"".join(answer.streaming_content) == uploads.PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert look(f"/pictures/{shown.picture.digest}-20.webp").status_code == 200


def test_a_file_of_no_public_edition_is_nobodys_whoever_sends_the_bytes(look, settings):
    settings.MEDIA_DELIVERY = "bucket"
    file = attachments.stored(SimpleUploadedFile("r.pdf", uploads.PDF))
    assert look(f"/files/{file.digest}.pdf").status_code == 404


def test_the_bucket_sends_what_the_site_allows_for_a_while(look, settings, shown, server):
    settings.MEDIA_DELIVERY = "bucket"
    answer = look(f"/files/{shown.attachments.get().file.digest}.pdf")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (302, "private, no-store")
    assert answer.headers["Location"].startswith(f"{server}/media/files/")
    assert "X-Amz-Expires=" in urlsplit(answer.headers["Location"]).query
    with urllib.request.urlopen(answer.headers["Location"]) as sent:
        assert sent.read() == uploads.PDF
        assert sent.headers["Content-Type"] == "application/pdf"
        assert sent.headers["Content-Disposition"].startswith("inline; filename*=utf-8''%D0%9E")


def test_an_object_that_stands_is_never_overwritten_and_counts_as_new(bucket):
    storage.put(NAME, [b"first"])
    put_at = bucket.head_object(Bucket="media", Key=NAME)["LastModified"]
    time.sleep(1.1)  # the bucket's clock knows seconds
    storage.put(NAME, [b"second"])
    assert b"".join(storage.chunks_of(NAME)) == b"first"
    assert bucket.head_object(Bucket="media", Key=NAME)["LastModified"] > put_at


def test_an_object_is_dropped_only_if_nobody_put_it_since():
    before = time.time_ns()
    storage.put(NAME, [b"bytes"])
    assert not storage.drop(NAME, before - 2_000_000_000)
    assert storage.drop(NAME, before + 2_000_000_000)
    assert names() == []
    assert not storage.drop(NAME, time.time_ns())


def test_what_no_row_names_is_swept_and_the_rest_is_not(shown):
    named = names()
    storage.put(NAME, [b"bytes"])
    sweep.sweep(None, later(days=3650))
    assert names() == named


def test_verifying_reads_the_bucket(shown, bucket):
    assert list(verify(Count())) == []
    bucket.put_object(Bucket="media", Key=names()[0], Body=b"other")
    assert any("has the digest" in words for words in verify(Count()))


def test_a_picture_is_set_in_a_pdf(shown):
    frozen = {"digest": shown.picture.digest, "ending": "20.jpg"}
    with compiler._folder({"picture.jpg": frozen}) as folder:
        assert (folder / "picture.jpg").read_bytes()[:2] == b"\xff\xd8"


def test_a_bucket_that_is_gone_is_told_as_a_disk_that_is_full_would_be(bucket):
    client = bucket
    client.delete_bucket(Bucket="media")
    try:
        with pytest.raises(NotStored, match="NoSuchBucket"):
            storage.put(NAME, [b"bytes"])
    finally:
        client.create_bucket(Bucket="media")


def test_nothing_is_to_be_had_from_the_bucket_without_a_signature_of_ours(bucket):
    with pytest.raises(ClientError):
        bucket.get_object(Bucket="media", Key=NAME)
    storage.put(NAME, [b"bytes"])
    assert "X-Amz-Signature=" in default_storage.signed(NAME, "application/pdf", "no-store", "a.pdf")


def test_media_move_to_the_bucket_and_back(tmp_path):
    files = {storage.attachment_name(f"{n:064x}"): bytes([n]) * 1000 for n in range(5)}
    for name, content in files.items():
        (tmp_path / "old" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "old" / name).write_bytes(content)
    said: list[str] = []
    assert copy_media(tmp_path / "old", is_back=False, say=said.append) == 5
    assert copy_media(tmp_path / "old", is_back=False, say=said.append) == 0
    assert copy_media(tmp_path / "new", is_back=True, say=said.append) == 5
    assert {name: (tmp_path / "new" / name).read_bytes() for name in files} == files

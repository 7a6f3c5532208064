"""Media in an S3-compatible bucket: each object is written once, under the digest of its content."""

import mimetypes
import tempfile
from collections.abc import Iterable, Iterator

from botocore.exceptions import BotoCoreError, ClientError
from django.http.response import content_disposition_header
from storages.backends.s3 import S3Storage

IN_MEMORY = 1 << 22  # bytes of an upload; a larger one goes to a temporary file
THERE = "PreconditionFailed"


class NotStored(OSError):
    """The bucket failed to store or return an object."""


class MediaBucket(S3Storage):
    """-bit grayscale"""

    def put(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write the object, or only renew its time if it exists; existing content is never replaced.

        Raises NotStored.
        """
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            body.writelines(chunks)
            body.seek(0)
            try:
                self._client.put_object(Bucket=self.bucket_name, Key=name, Body=body, ContentType=kind, IfNoneMatch="*")
            except ClientError as error:
                if error.response["Error"]["Code"] != THERE:
                    raise NotStored(f"The bucket did not take {name}: {error}") from error
                self._renew(name, kind)
            except BotoCoreError as error:
                raise NotStored(f"The bucket did not take {name}: {error}") from error

    def drop(self, name: str, before: int) -> bool:
        """Delete the object if it was last put before the moment (nanoseconds since 1970).

        Return whether it was deleted.
        """
        try:
            found = self._client.head_object(Bucket=self.bucket_name, Key=name)
        except ClientError:
            return False
        if _nanoseconds(found) >= before:
            return False
        self._client.delete_object(Bucket=self.bucket_name, Key=name)
        return True

    def listing(self) -> Iterator[tuple[str, int]]:
        """Yield the name of each object, in order, and the time of its last put (nanoseconds since 1970)."""
        for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket_name):
            for found in page.get("Contents", []):
                yield found["Key"], _nanoseconds(found)

    def signed(self, name: str, kind: str, cache: str, shown: str) -> str:
        """Return an address, valid for minutes, at which the bucket itself serves the object with these headers."""
        parameters = {
            "ResponseContentType": kind,
            "ResponseCacheControl": cache,
            "ResponseContentDisposition": content_disposition_header(False, shown),
        }
        return self.url(name, parameters=parameters)

    @property
    def _client(self):
        return self.connection.meta.client

    def _renew(self, name: str, kind: str) -> None:
        self._client.copy_object(
            Bucket=self.bucket_name, Key=name, CopySource={"Bucket": self.bucket_name, "Key": name},
            MetadataDirective="REPLACE", ContentType=kind,
        )  # fmt: skip


def _nanoseconds(found: dict) -> int:
    return int(found["LastModified"].timestamp()) * 1_000_000_000

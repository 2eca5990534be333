"""Bytes in a bucket that speaks S3: Amazon's, MinIO, Garage, Ceph and their like.

Credentials come from where every program of that world takes them: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, a role.
"""

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import IO, Any, cast
from urllib.parse import parse_qs, unquote, urlsplit

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from redbridge.media.storage.keys import INCOMING, checked, is_spool, spool_key
from redbridge.media.storage.wording import why

PART = 8 * 1024 * 1024
"""Bytes held at once while a file of any size is sent."""
_GONE = {"404", "NoSuchKey", "NotFound"}
# No threads: a worker's memory is bounded by one part, and a web process has threads of its own.
_TRANSFER = TransferConfig(multipart_threshold=PART, multipart_chunksize=PART, use_threads=False)


class Bucket:
    """Storage in a bucket, below `prefix`. What S3 answers 200 to is durable there; a broken-off save leaves nothing."""

    def __init__(self, name: str, prefix: str, client: Any) -> None:
        self.name, self.prefix, self._client = name, prefix, client

    @classmethod
    def of(cls, url: str) -> "Bucket":
        """`s3://bucket/prefix?endpoint=https://…&region=…`; without an endpoint Amazon's own."""
        parts, options = urlsplit(url), parse_qs(urlsplit(url).query)
        endpoint = options.get("endpoint", [""])[0] or None
        prefix = unquote(parts.path).strip("/")
        config = Config(
            connect_timeout=5, read_timeout=30, retries={"mode": "standard", "total_max_attempts": 4},
            max_pool_connections=32, s3={"addressing_style": "path" if endpoint else "auto"},
            # Later checksums are unknown to many servers that are not Amazon's.
            request_checksum_calculation="when_required", response_checksum_validation="when_required",
        )
        client = boto3.session.Session().client(
            "s3", endpoint_url=endpoint, region_name=options.get("region", ["us-east-1"])[0], config=config)
        return cls(parts.netloc, prefix + "/" if prefix else "", client)

    def save(self, key: str, chunks: Iterable[bytes], kind: str) -> None:
        self._client.upload_fileobj(
            io.BufferedReader(_Chunks(chunks)), self.name, self._name(key), ExtraArgs={"ContentType": kind},
            Config=_TRANSFER)

    def open(self, key: str) -> IO[bytes]:
        try:
            answer = self._client.get_object(Bucket=self.name, Key=self._name(key))
        except ClientError as error:
            raise _missing(error, key) from error
        return cast(IO[bytes], io.BufferedReader(_Body(answer["Body"]), PART // 64))

    def size(self, key: str) -> int:
        try:
            return int(self._client.head_object(Bucket=self.name, Key=self._name(key))["ContentLength"])
        except ClientError as error:
            raise _missing(error, key) from error

    def delete(self, key: str) -> None:
        self._client.delete_object(Bucket=self.name, Key=self._name(key))

    def exists(self, key: str) -> bool:
        try:
            return self.size(key) >= 0
        except FileNotFoundError:
            return False

    def stale(self, seconds: float) -> Iterator[str]:
        limit = datetime.now(UTC) - timedelta(seconds=seconds)
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=self.prefix + INCOMING)
        for page in pages:
            for found in page.get("Contents", ()):
                key = found["Key"].removeprefix(self.prefix)
                if is_spool(key) and found["LastModified"] < limit:
                    yield key

    def check(self) -> str:
        probe = spool_key()
        try:
            self.save(probe, [b"redbridge"], "text/plain")
            self.open(probe).close()
            self.delete(probe)
        except (BotoCoreError, ClientError, boto3.exceptions.S3UploadFailedError) as error:
            raise why(error, self.name, self._client.meta.endpoint_url) from error
        return f"bucket {self.name} at {self._client.meta.endpoint_url}"

    def _name(self, key: str) -> str:
        return self.prefix + checked(key)


def _missing(error: ClientError, key: str) -> Exception:
    return FileNotFoundError(key) if error.response["Error"]["Code"] in _GONE else error


class _Chunks(io.RawIOBase):
    """An iterable of bytes as a file that is read once."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self._rest = iter(chunks), memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            try:
                self._rest = memoryview(next(self._chunks))
            except StopIteration:
                return 0
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


class _Body(io.RawIOBase):
    """An answer's body as a file; closing it early gives up its connection."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._body.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._body.close()
        super().close()

"""The same promises from a bucket: moto's server speaks S3 over HTTP."""

import io
import os
from collections.abc import Iterator
from typing import Any

import boto3
import httpx
import pytest
from django.test import Client
from moto.server import ThreadedMotoServer

from redbridge.config import examine, reach
from redbridge.kernel.errors import SettingError
from redbridge.media import actions, jobs
from redbridge.media.storage import export_key, picture_key, spool_key, storage
from redbridge.media.storage.bucket import PART, Bucket
from tests.media.making import sample, upload

KEY = picture_key(123456789, 480, "avif")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    yield f"http://{host}:{port}"
    moto.stop()


@pytest.fixture
def url(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a secret")
    httpx.post(f"{server}/moto-api/reset", timeout=60, trust_env=False)
    boto3.client("s3", endpoint_url=server, region_name="us-east-1").create_bucket(Bucket="pictures")
    return f"s3://pictures/site one?endpoint={server}&region=us-east-1"


@pytest.fixture
def bucket(url: str) -> Bucket:
    return Bucket.of(url)


def names(bucket: Bucket) -> set[str]:
    listed = bucket._client.list_objects_v2(Bucket=bucket.name)
    return {found["Key"] for found in listed.get("Contents", ())}


def test_what_is_saved_is_read_back_below_the_prefix(bucket: Bucket) -> None:
    bucket.save(KEY, [b"one ", b"", b"two"], "image/avif")
    assert bucket.exists(KEY) and bucket.size(KEY) == 7 and bucket.open(KEY).read() == b"one two"
    assert names(bucket) == {f"site one/{KEY}"}
    bucket.save(KEY, [b"three"], "image/avif")
    with bucket.open(KEY) as file:
        assert (file.read(2), file.read()) == (b"th", b"ree")


def test_deleting_can_be_done_twice(bucket: Bucket) -> None:
    bucket.save(KEY, [b"x"], "image/avif")
    bucket.delete(KEY)
    bucket.delete(KEY)
    assert not bucket.exists(KEY)
    for door in (bucket.open, bucket.size):
        with pytest.raises(FileNotFoundError):
            door(KEY)


def test_a_large_file_goes_in_parts_and_comes_back_whole(bucket: Bucket) -> None:
    block = os.urandom(1024 * 1024)
    key = export_key()
    bucket.save(key, (block for _ in range(20)), "application/zip")
    made = bucket._client.head_object(Bucket=bucket.name, Key=f"site one/{key}")
    assert made["ETag"].strip('"').endswith("-3"), "three parts of 8 MB"
    with bucket.open(key) as file:
        assert all(file.read(len(block)) == block for _ in range(20)) and file.read() == b""


@pytest.mark.parametrize("size", [4, PART + 4])
def test_a_source_that_breaks_off_leaves_nothing(bucket: Bucket, size: int) -> None:
    def breaks() -> Iterator[bytes]:
        yield b"x" * size
        raise ConnectionError

    with pytest.raises(ConnectionError):
        bucket.save(KEY, breaks(), "image/avif")
    assert names(bucket) == set()
    assert bucket._client.list_multipart_uploads(Bucket=bucket.name).get("Uploads", []) == []


def test_the_stale_are_those_of_the_spool(bucket: Bucket) -> None:
    spooled = spool_key()
    for key in (spooled, KEY, export_key()):
        bucket.save(key, [b"x"], "application/octet-stream")
    bucket._client.put_object(Bucket=bucket.name, Key="site one/incoming/a stranger's", Body=b"x")
    assert list(bucket.stale(-5)) == [spooled] and list(bucket.stale(60)) == []


@pytest.mark.parametrize("key", ["", "../x", "incoming/../x", "pictures/001/1/480.svg", "exports/x.zip", KEY + "\n"])
def test_a_key_that_is_not_ours_is_refused(bucket: Bucket, key: str) -> None:
    for door in (bucket.open, bucket.delete, bucket.exists, bucket.size, lambda k: bucket.save(k, [b"x"], "image/avif")):
        with pytest.raises(ValueError, match="not a key of ours"):
            door(key)


@pytest.mark.django_db
def test_a_picture_goes_from_upload_to_browser(client: Client, url: str, settings: Any) -> None:
    settings.REDBRIDGE_MEDIA_URL = url
    (made,) = actions.claim(7, [upload(sample("PNG", 500, 400))], [], "note", 99)
    assert storage().exists(made.spool)
    jobs.render_picture(picture_id=made.id)
    response: Any = client.get(f"/media/{made.id}/480.webp")
    assert b"WEBP" in b"".join(response.streaming_content)[:16]
    assert response["Content-Type"] == "image/webp" and response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    actions.hide("note", 99)
    assert client.get(f"/media/{made.id}/480.webp").status_code == 404
    assert not storage().exists(made.spool)


@pytest.mark.parametrize(("wrong", "said"), [
    ("s3://nowhere?endpoint={server}", "There is no bucket nowhere at"),
    ("s3://pictures?endpoint=http://127.0.0.1:9", "http://127.0.0.1:9 does not answer"),
])
def test_what_is_wrong_is_one_sentence(url: str, server: str, settings: Any, wrong: str, said: str) -> None:
    settings.REDBRIDGE_MEDIA_URL = wrong.format(server=server)
    with pytest.raises(SettingError, match=said) as stopped:
        reach.media(settings.REDBRIDGE_MEDIA_URL)
    assert "\n" not in str(stopped.value)
    with pytest.raises(examine.Ill, match=said):
        examine.media()


def test_strangers_are_told_so(url: str, server: str) -> None:
    httpx.post(f"{server}/moto-api/reset-auth", content=b"0", timeout=60, trust_env=False)
    try:
        with pytest.raises(SettingError, match="refuses these credentials") as stopped:
            reach.media(url)
        assert "a secret" not in str(stopped.value)
    finally:
        httpx.post(f"{server}/moto-api/reset-auth", content=b"999999999", timeout=60, trust_env=False)


def test_without_credentials_it_says_which(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    with pytest.raises(SettingError, match="Set AWS_ACCESS_KEY_ID"):
        reach.media(url)


def test_bytes_are_read_only_as_they_are_sent(bucket: Bucket) -> None:
    sent, block, most = 0, b"x" * 65536, 0
    taken = io.BytesIO()

    def counted() -> Iterator[bytes]:
        nonlocal sent, most
        for _ in range(480):
            sent += len(block)
            most = max(most, sent - taken.tell())
            yield block

    real = bucket._client.upload_part
    bucket._client.upload_part = lambda **words: (taken.write(b"x" * PART), real(**words))[1]
    bucket.save(export_key(), counted(), "application/zip")
    assert most <= 3 * PART

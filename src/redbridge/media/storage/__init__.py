"""Where the bytes of pictures are kept: a folder or a bucket, named by `REDBRIDGE_MEDIA_URL`."""

import functools
from pathlib import Path
from urllib.parse import unquote, urlsplit

from redbridge.media.storage.folder import Folder
from redbridge.media.storage.keys import export_key, picture_key, spool_key
from redbridge.media.storage.place import Storage, Unreachable

__all__ = ["Folder", "Storage", "Unreachable", "at", "export_key", "picture_key", "spool_key", "storage"]


@functools.cache
def at(url: str) -> Storage:
    """The place of this address: `file:///folder`, or `s3://bucket/prefix?endpoint=…&region=…`."""
    if urlsplit(url).scheme == "s3":
        # Not at the top: it loads botocore, 20 MB that a site with a folder never needs.
        from redbridge.media.storage.bucket import Bucket

        return Bucket.of(url)
    return Folder(Path(unquote(urlsplit(url).path)))


def storage() -> Storage:
    """The site's place for pictures."""
    from django.conf import settings

    return at(settings.REDBRIDGE_MEDIA_URL)

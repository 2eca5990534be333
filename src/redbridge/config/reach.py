"""Before anything is served: can a bucket that the host named be used? Run as a program it answers the supervisor."""

import os
import sys

from redbridge.kernel.errors import SettingError
from redbridge.media.storage import Storage, Unreachable


def media(url: str) -> None:
    """Try the bucket where `url` names one; raises SettingError with what to mend."""
    if not url.startswith("s3:"):
        return
    from redbridge.media.storage.bucket import Bucket

    # A client of its own: one that web processes shared across their fork would mix up answers.
    place: Storage = Bucket.of(url)
    try:
        place.check()
    except Unreachable as error:
        raise SettingError(str(error)) from error


if __name__ == "__main__":
    try:
        media(os.environ.get("REDBRIDGE_MEDIA_URL", ""))
    except SettingError as reason:
        sys.stdout.write(str(reason))
        sys.exit(1)

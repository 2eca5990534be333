"""What a bucket's refusal means, in one sentence."""

from redbridge.media.storage.place import Unreachable

_REFUSED = ("InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "Forbidden", "(403)", "InvalidToken")


def why(error: Exception, bucket: str, endpoint: str) -> Unreachable:
    """The sentence for what botocore raised; its own words hold no credentials."""
    kind, said = type(error).__name__, str(error)
    if "Credentials" in kind or "credentials" in said:
        return Unreachable("There are no credentials for the bucket. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
    if "NoSuchBucket" in said:
        return Unreachable(f"There is no bucket {bucket} at {endpoint}. Make it, or change REDBRIDGE_MEDIA_URL.")
    if any(word in said for word in _REFUSED):
        return Unreachable(f"Bucket {bucket} at {endpoint} refuses these credentials. Look at AWS_ACCESS_KEY_ID and "
                           "AWS_SECRET_ACCESS_KEY, and whether they may read, write and delete there.")
    if "Connect" in kind or "Endpoint" in kind or "Could not connect" in said:
        return Unreachable(f"{endpoint} does not answer. Look at the endpoint in REDBRIDGE_MEDIA_URL.")
    return Unreachable(f"Bucket {bucket} at {endpoint} cannot be used ({said.splitlines()[0]}). "
                       "Look at REDBRIDGE_MEDIA_URL.")

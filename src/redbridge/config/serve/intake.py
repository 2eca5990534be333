"""Takes in what a request brings before it asks for a place at work: a photograph on a slow line holds nobody up."""

import tempfile
from io import BytesIO
from typing import IO

from granian._granian import RSGIHTTPProtocol as HTTPProtocol
from granian._granian import RSGIProtocolClosed as ProtocolClosed

LARGEST = 400_000_000
"""Bytes: 18 pictures of 20 MB, and room for the rest of the form. More would only fill the disk."""
IN_MEMORY = 64 * 1024
"""Bytes: every open connection may bring as much."""
TOO_LARGE = "That is more than 400 MB. Send fewer pictures at once.\n超过 400 MB 了，一次少发几张图片。\n".encode()
CUT_SHORT = b"The request ended too early.\n"


class Refused(Exception):
    """With the status and the text that say why."""

    def __init__(self, status: int, text: bytes) -> None:
        super().__init__(status)
        self.status, self.text = status, text


async def body_of(proto: HTTPProtocol, said: str) -> IO[bytes]:
    """All that was declared, no more; raises `Refused`. Without a declared length there is no body, as Django reads it too."""
    length = int(said) if said.isdecimal() else 0
    if length == 0:
        return BytesIO()
    if length > LARGEST:
        raise Refused(413, TOO_LARGE)
    body: IO[bytes] = BytesIO() if length <= IN_MEMORY else tempfile.TemporaryFile()  # noqa: SIM115 (the gate closes it)
    try:
        left = length
        async for piece in proto:
            body.write(piece[:left])
            left = max(0, left - len(piece))
    except ProtocolClosed:
        pass
    if left:
        body.close()
        raise Refused(400, CUT_SHORT)
    body.seek(0)
    return body

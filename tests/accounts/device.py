"""A device in software that makes and uses passkeys, and can be told to cheat."""

import json
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

ORIGIN = "http://localhost:8000"
PRESENT, VERIFIED, ATTESTED = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.UV, AuthenticatorData.FLAG.AT


@dataclass
class Device:
    """One passkey at most; `site` and `origin` are what it believes to talk to."""

    site: str = "localhost"
    origin: str = ORIGIN
    verifies: bool = True
    id: bytes = b"a-credential-of-32-bytes-or-so..."
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    owner: str = ""

    @property
    def flags(self) -> AuthenticatorData.FLAG:
        return PRESENT | (VERIFIED if self.verifies else AuthenticatorData.FLAG(0))

    def _client(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(f"webauthn.{kind}", websafe_decode(challenge), self.origin)

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer to `navigator.credentials.create`."""
        asked = options["publicKey"]
        self.owner = asked["user"]["id"]
        key = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]
        public = AttestedCredentialData.create(b"\0" * 16, self.id, key)
        data = AuthenticatorData.create(sha256(self.site.encode()), self.flags | ATTESTED, 0, public)
        return self._answer("create", asked["challenge"], attestationObject=AttestationObject.create("none", data, {}))

    def use(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer to `navigator.credentials.get`."""
        challenge = options["publicKey"]["challenge"]
        data, client = AuthenticatorData.create(sha256(self.site.encode()), self.flags, 0), self._client("get", challenge)
        signature = self.key.sign(bytes(data) + client.hash, ec.ECDSA(hashes.SHA256()))
        answer = self._answer("get", challenge, authenticatorData=data, signature=signature)
        answer["response"]["userHandle"] = self.owner
        return answer

    def _answer(self, kind: str, challenge: str, **parts: bytes) -> dict[str, Any]:
        named = {"clientDataJSON": self._client(kind, challenge), **parts}
        response = {name: websafe_encode(bytes(part)) for name, part in named.items()}
        own = websafe_encode(self.id)
        return {"id": own, "rawId": own, "type": "public-key", "response": response, "clientExtensionResults": {}}


NEW = {"username": "ming", "birth_year": "1994"}
OPTIONS, ARRIVE, SIGN_IN = "/accounts/signup/passkey/options", "/accounts/signup/passkey/", "/accounts/mfa/webauthn/login/"


def sign_up(browser: Client, device: Device, **changed: str) -> Any:
    """Arrive with a passkey; the last answer."""
    form = NEW | changed
    options = browser.post(OPTIONS, form)
    if options.status_code != 200:
        return options
    return browser.post(ARRIVE, form | {"credential": json.dumps(device.make(options.json()))})


def sign_in(browser: Client, device: Device, **more: str) -> Any:
    """Come back with it."""
    options = browser.get(SIGN_IN, headers={"Accept": "application/json"}).json()["request_options"]
    return browser.post(SIGN_IN, {"credential": json.dumps(device.use(options)), **more})

"""A phone's own authenticator, as Chromium simulates it."""

from typing import Any

from playwright.sync_api import CDPSession

from tests.browser.people import Person

OPTIONS = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
           "isUserVerified": True, "automaticPresenceSimulation": True}


class Device:
    """Of one page."""

    def __init__(self, person: Person) -> None:
        self.line: CDPSession = person.page.context.new_cdp_session(person.page)
        self.line.send("WebAuthn.enable", {"enableUI": False})
        self.id = self.line.send("WebAuthn.addVirtualAuthenticator", {"options": OPTIONS})["authenticatorId"]

    def passkeys(self) -> list[dict[str, Any]]:
        """What it holds."""
        found: list[dict[str, Any]] = self.line.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]
        return found

    def touched(self, by_itself: bool) -> None:
        """Whether its owner's finger is there at once."""
        self.line.send("WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": self.id, "enabled": by_itself})

    def unwilling(self) -> None:
        """Its owner turns their finger away."""
        self.line.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": False})

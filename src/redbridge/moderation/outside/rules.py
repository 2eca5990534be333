"""What a host writes down of an order or a dispute: nothing that names anybody. Plain Python."""

import re
from dataclasses import dataclass
from datetime import datetime

from redbridge.moderation.decisions.dsa import CATEGORIES

ORDERS = {"act": "order_act", "inform": "order_inform"}
"""To act against something illegal; to give information about somebody."""
OUTCOMES = {"upheld": "dispute_upheld", "reversed": "dispute_reversed", "partly": "dispute_partly", "ended": "dispute_ended"}
"""The house was right; it was not; in part; it ended without a decision."""
OTHER = "other"
TYPES = (*sorted(CATEGORIES), OTHER)
"""What an order says is illegal, in the words of our rules; the report has the Act's."""
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,2}")
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class Order:
    """`kind` of ORDERS, `country` of the authority, two letters; `category` of TYPES. `told`: when the authority heard that it
    had come; `acted`: when it was given effect, None where it was not."""

    kind: str
    country: str
    category: str
    received: datetime
    told: datetime
    acted: datetime | None = None


@dataclass(frozen=True)
class Dispute:
    """`outcome` of OUTCOMES; `days` it took; `rule` of the decision in dispute, or empty; `done`: whether the house did as the
    body said."""

    outcome: str
    days: int
    rule: str = ""
    language: str = ""
    done: bool = False


def is_country(code: str) -> bool:
    """Two capital letters, as ISO 3166 has them."""
    return bool(_COUNTRY.fullmatch(code))

"""A statement of reasons in the fields and values of the Digital Services Act's Transparency Database. Plain Python.

`SCHEMA` says what each field holds; where we chose, see docs/adr/0161-what-a-decision-leaves.md.
"""

from collections.abc import Mapping
from typing import Any

VISIBILITY = {
    "label": "DECISION_VISIBILITY_CONTENT_LABELLED",
    "limit": "DECISION_VISIBILITY_CONTENT_DEMOTED",
    "hold": "DECISION_VISIBILITY_CONTENT_DISABLED",
    "withhold": "DECISION_VISIBILITY_CONTENT_DISABLED",
    "remove": "DECISION_VISIBILITY_CONTENT_REMOVED",
    "warn": "DECISION_VISIBILITY_OTHER",
    "refuse": "DECISION_VISIBILITY_OTHER",
}
OTHERS = {"warn": "A warning: nothing is restricted.", "refuse": "A short text was refused before anybody could read it."}
PROVISION = {"pause": "DECISION_PROVISION_PARTIAL_SUSPENSION"}
ACCOUNT = {"suspend": "DECISION_ACCOUNT_SUSPENDED"}
ENDS = {
    "label": "end_date_visibility_restriction", "limit": "end_date_visibility_restriction",
    "hold": "end_date_visibility_restriction", "withhold": "end_date_visibility_restriction",
    "remove": "end_date_visibility_restriction", "pause": "end_date_service_restriction",
    "suspend": "end_date_account_restriction",
}
_CATEGORY = "STATEMENT_CATEGORY_"
CATEGORIES = {
    "scam": "SCAMS_AND_FRAUD", "scams": "SCAMS_AND_FRAUD", "fraud": "SCAMS_AND_FRAUD", "impersonation": "SCAMS_AND_FRAUD",
    "harassment": "CYBER_VIOLENCE", "hate": "ILLEGAL_OR_HARMFUL_SPEECH", "violence": "VIOLENCE", "self-harm": "SELF_HARM",
    "private": "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS", "private-data": "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
    "minors": "PROTECTION_OF_MINORS", "illegal": "UNSAFE_AND_PROHIBITED_PRODUCTS",
    "illegal-goods": "UNSAFE_AND_PROHIBITED_PRODUCTS", "advertising": "CONSUMER_INFORMATION",
    "undisclosed": "CONSUMER_INFORMATION", "manipulation": "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
    "coordinated": "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
    "coordination": "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
    "paid-voices": "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
}
OTHER_CATEGORY = _CATEGORY + "OTHER_VIOLATION_TC"
FULLY, PARTIALLY = "AUTOMATED_DECISION_FULLY", "AUTOMATED_DECISION_PARTIALLY"
BY_PEOPLE = "AUTOMATED_DECISION_NOT_AUTOMATED"
NOTICE, VOLUNTARY = "SOURCE_ARTICLE_16", "SOURCE_VOLUNTARY"
ILLEGAL, INCOMPATIBLE = "DECISION_GROUND_ILLEGAL_CONTENT", "DECISION_GROUND_INCOMPATIBLE_CONTENT"
TEXT, IMAGE, OTHER = "CONTENT_TYPE_TEXT", "CONTENT_TYPE_IMAGE", "CONTENT_TYPE_OTHER"
PROFILE = "A person's page: name and bio."

SCHEMA: Mapping[str, type] = {
    "decision_ground": str, "decision_ground_explanation": str, "decision_visibility": list, "decision_account": str,
    "decision_provision": str, "content_type": list, "category": str, "territorial_scope": list, "content_language": str,
    "content_date": str, "application_date": str, "decision_facts": str, "source_type": str, "automated_detection": str,
    "automated_decision": str, "puid": str,
}
"""In every statement. Dates are days, YYYY-MM-DD; an empty list of territories is everywhere."""


def category(ours: str) -> str:
    """The database's name for a category of our rules."""
    return _CATEGORY + CATEGORIES[ours] if ours in CATEGORIES else OTHER_CATEGORY


def decided(kind: str, until: str) -> dict[str, Any]:
    """What was decided; `until` is a day, empty where no end is set."""
    said: dict[str, Any] = {
        "decision_visibility": [VISIBILITY[kind]] if kind in VISIBILITY else [],
        "decision_provision": PROVISION.get(kind, ""), "decision_account": ACCOUNT.get(kind, ""),
    }
    if kind in OTHERS:
        said["decision_visibility_other"] = OTHERS[kind]
    return said | ({ENDS[kind]: until} if until and kind in ENDS else {})


def ground(title: str, text: str, by_law: bool) -> dict[str, str]:
    """Why: a rule of the site's own, or one that a host keeps for the law of a region."""
    if by_law:
        named = {"illegal_content_legal_ground": title, "illegal_content_explanation": text}
    else:
        named = {"incompatible_content_ground": title, "incompatible_content_explanation": text}
    return {"decision_ground": ILLEGAL if by_law else INCOMPATIBLE, "decision_ground_explanation": text, **named}


def automated(found: bool, by_person: bool, ladder: bool) -> dict[str, str]:
    """Who found it and who decided; what marks lead to is partly a machine's doing, since it counts them."""
    by = FULLY if not by_person else PARTIALLY if ladder else BY_PEOPLE
    return {"automated_detection": "Yes" if found else "No", "automated_decision": by}


def contents(types: list[str]) -> dict[str, Any]:
    """What kind of content it is about."""
    return {"content_type": types, **({"content_type_other": PROFILE} if OTHER in types else {})}

"""Verbs: keeping versions, proposing a change and settling it, saying something of it."""

from redbridge.guidelines.actions.drafts import propose, settle
from redbridge.guidelines.actions.remarks import (
    purge_remarks,
    remark,
    restrict_remark,
    take_back,
    translate_draft,
    translate_remark,
)
from redbridge.guidelines.actions.versions import keep_versions

__all__ = ["keep_versions", "propose", "purge_remarks", "remark", "restrict_remark", "settle", "take_back", "translate_draft",
           "translate_remark"]

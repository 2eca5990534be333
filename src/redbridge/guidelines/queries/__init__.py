"""Reads of versions, drafts and remarks."""

from redbridge.guidelines.queries.drafts import DraftView, RemarkView, draft, drafts, remarks, remarks_of, unsettled
from redbridge.guidelines.queries.versions import VersionLine, latest_versions, pack_of, previous, since, versions

__all__ = ["DraftView", "RemarkView", "VersionLine", "draft", "drafts", "latest_versions", "pack_of", "previous", "remarks",
           "remarks_of", "since", "unsettled", "versions"]

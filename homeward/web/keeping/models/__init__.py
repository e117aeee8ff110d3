"""Stores legal holds, proposals and certificates of destruction, and requests of people for their own record."""

from homeward.web.keeping.models.destruction import DestructionCertificate, DestructionProposal
from homeward.web.keeping.models.holds import LegalHold
from homeward.web.keeping.models.requests import (
    AccessItem,
    AccessRequest,
    AskedBy,
    ClockPause,
    Redaction,
    Release,
    WithheldBecause,
)

__all__ = [
    "AccessItem",
    "AccessRequest",
    "AskedBy",
    "ClockPause",
    "DestructionCertificate",
    "DestructionProposal",
    "LegalHold",
    "Redaction",
    "Release",
    "WithheldBecause",
]

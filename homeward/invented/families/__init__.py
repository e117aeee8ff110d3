"""Families that never were: names, relatives, homes and workers for the children of an invented council's returns."""

from homeward.invented.families.happenings import Event
from homeward.invented.families.service import InventedService, invent_families

__all__ = ["Event", "InventedService", "invent_families"]

"""Rows become periods of care, exits, returns home and re-entries; worked out once."""

from homeward.journeys.engine import EngineName
from homeward.journeys.journeys import Journeys, derive

__all__ = ["EngineName", "Journeys", "derive"]

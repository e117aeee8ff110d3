"""Rows become periods of care, exits, returns home and re-entries; worked out once."""

from homeward.journeys.engine import EngineName
from homeward.journeys.events import Events
from homeward.journeys.journeys import Journeys, derive
from homeward.journeys.returns_home import DefinitionName

__all__ = ["DefinitionName", "EngineName", "Events", "Journeys", "derive"]

"""One file a measure and one kind of result for all: counts with denominators and intervals."""

from homeward.measures.behind import behind
from homeward.measures.calculate import calculate
from homeward.measures.narrowing import narrow
from homeward.measures.suppress import suppress

__all__ = ["behind", "calculate", "narrow", "suppress"]

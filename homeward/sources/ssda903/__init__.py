"""The English return on children looked after (SSDA903): read, checked and joined across years."""

from homeward.sources.ssda903.read import read, read_files
from homeward.sources.ssda903.reading import Reading
from homeward.sources.ssda903.stitch import stitch

__all__ = ["Reading", "read", "read_files", "stitch"]

"""How many of the children who went home were back in care within three months."""

from homeward.measures.re_entry import re_entry_within

DEFINITION = re_entry_within(months=3)

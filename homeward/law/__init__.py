"""How long each duty allows, from what event, by which instrument, and since when."""

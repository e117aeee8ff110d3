"""A result becomes the description of a chart, then a drawing with its table; nothing is counted here."""

"""Children, adults and families, their care and networks, and who may see whom."""

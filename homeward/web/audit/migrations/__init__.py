"""Changes of the audit tables, in order."""

"""Who looked at what, told in words to those whose record it is and to auditors, and what is worth a question."""

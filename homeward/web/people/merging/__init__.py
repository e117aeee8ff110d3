"""Finding that two records are one person, and undoing that, by two people each."""

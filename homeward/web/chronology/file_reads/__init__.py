"""The file read: a second worker without a relationship to the family reads what is on file of a child."""

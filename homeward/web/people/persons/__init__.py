"""Persons and children: making records, naming people, and reading them for pages."""

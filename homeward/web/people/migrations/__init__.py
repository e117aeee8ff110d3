"""The steps that make the tables of people and children."""

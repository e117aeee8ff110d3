"""How the tables of people and roles came to be, step by step."""

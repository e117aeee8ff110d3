"""What was found of the home to which a child would return: the home itself, its adults, and an order that stays."""

"""Where accounts of one thing differ: what people found when they compared them."""

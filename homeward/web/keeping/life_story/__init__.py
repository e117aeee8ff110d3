"""The life story: what the adult who was once the child can take home, in plain words."""

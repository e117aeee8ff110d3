"""Who may see what, and in later issues the children and adults themselves."""

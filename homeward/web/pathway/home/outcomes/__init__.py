"""What became of the return: contacts with their basis, and what was learnt where it did not hold."""

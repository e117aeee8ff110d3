"""Help and watching after the return: the plan after care, visits at home, the same-day check."""

"""A child's looked-after history: entered by hand, checked as the return would be, or imported."""

"""Home and after: family time, the move by phases, visits and help after the return, and what became of it."""

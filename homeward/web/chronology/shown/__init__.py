"""How a chronology is asked for and shown: which view, narrowed to what, and the same on paper."""

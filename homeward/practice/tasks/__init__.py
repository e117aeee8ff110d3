"""What is to be done for one child on a pathway, by when, and why by then: each day comes with its explanation."""

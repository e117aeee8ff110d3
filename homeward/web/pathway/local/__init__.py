"""What the council made its own for the whole service: its changes of the pathway, and its rule for risk."""

"""How long records are kept, what may not be destroyed, what two people destroy, what people are given of theirs."""

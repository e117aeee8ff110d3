"""What happened in a child's life: one store of events, told in many ways."""

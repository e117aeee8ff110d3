"""What a service does for one child: from the child's record to what can be told, what is due and what is allowed."""

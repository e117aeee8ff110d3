"""Teams, allocations, tasks for one person, handovers, opening and closing a record."""

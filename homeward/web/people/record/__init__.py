"""A child's record at a glance: who the child is, where and with whom, and what comes next."""

"""The network round a child, and the child's key worker."""

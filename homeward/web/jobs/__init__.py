"""Long work that goes on while the page waits: queue, worker, progress."""

"""Work for tests of the worker: it writes down that it began and ended, and in between waits as long as it is held."""

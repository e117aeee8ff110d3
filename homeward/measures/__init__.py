"""One file a measure and one kind of result for all: counts with denominators and intervals."""

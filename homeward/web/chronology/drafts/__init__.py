"""What somebody has begun to write and not shared yet: kept while they type, theirs alone, gone once it is saved."""

"""What is asked on the pages of a child's story, one file a matter."""

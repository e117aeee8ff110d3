"""What templates of a child's story may write."""

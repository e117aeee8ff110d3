"""What templates of pages about a child may write."""

"""What people are asked on pages about children: one file a matter."""

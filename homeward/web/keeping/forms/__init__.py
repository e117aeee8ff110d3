"""What is asked of those who keep records, form by form."""

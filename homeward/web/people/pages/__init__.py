"""The pages everybody has."""

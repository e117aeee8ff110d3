"""A calendar of due days that somebody's own calendar programme reads, by an address with a secret in it."""

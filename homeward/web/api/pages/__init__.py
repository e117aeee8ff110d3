"""Pages on which tokens are made, seen and revoked."""

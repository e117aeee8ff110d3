"""Written agreements of a child’s way home: what parents change, what services promise, who agreed."""

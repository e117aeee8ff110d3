"""The return-home pathway of a child: where the child stands, what is missing, what was decided, and what happened."""

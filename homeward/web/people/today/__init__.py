"""The first page: what somebody must do, and what changed lately in the records they see."""

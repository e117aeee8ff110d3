"""From an uploaded return to published figures."""

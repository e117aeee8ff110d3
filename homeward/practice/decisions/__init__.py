"""Decisions about a return home: who must sign, on what exactly they rest, and when an approval no longer holds."""

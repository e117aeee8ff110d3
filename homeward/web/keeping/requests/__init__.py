"""Requests of people for their own record: the clock, collecting, withholding with reasons, a check, releasing."""

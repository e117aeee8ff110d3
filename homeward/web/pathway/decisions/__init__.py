"""Decisions about a return home: proposed, signed by those whom the law names, and lapsed when their grounds change."""

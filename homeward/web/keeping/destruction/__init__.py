"""Destruction: what all belongs to a child's record, who proposes and agrees, and the certificate that stays."""

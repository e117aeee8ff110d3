"""The English return on children looked after (SSDA903): read, checked and joined across years."""

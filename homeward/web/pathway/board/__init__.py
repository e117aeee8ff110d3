"""The board of those who lead, and the decisions of the service that wait or have lapsed."""

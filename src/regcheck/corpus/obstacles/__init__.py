"""The map of obstacles in a body of law."""

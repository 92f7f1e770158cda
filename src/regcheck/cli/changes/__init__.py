"""Commands on changes."""

"""Reports on changes."""

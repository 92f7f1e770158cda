"""regcheck: a linter for legal text."""

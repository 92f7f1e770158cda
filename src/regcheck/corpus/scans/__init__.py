"""A scan on disk: its files, and what is asked of them."""

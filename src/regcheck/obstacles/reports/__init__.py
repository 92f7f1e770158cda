"""Reports on obstacles."""

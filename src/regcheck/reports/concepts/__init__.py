"""Reports on concepts."""

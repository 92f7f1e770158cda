"""Reports on evaluation."""

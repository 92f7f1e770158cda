"""What texts refer to, and whether it is there."""

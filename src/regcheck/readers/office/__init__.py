"""What Word and OpenDocument files share."""

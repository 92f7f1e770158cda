"""Terms that a document gives a meaning."""

"""Computed checks: measures, structure, terms and references of a document."""

"""Duty: one file per format – takes results – gives text or files – never filters findings."""

"""Duty: what texts refer to – takes documents and an index – gives references with their targets
and doubts – never changes a document.
"""

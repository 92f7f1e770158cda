"""Duty: what documents refer to – takes documents and an index – gives references with their
targets and doubts – never changes a document."""

"""Duty: findings where people write – takes what an editor says of its documents, and a way to
check them – gives diagnostics, explanations and quick fixes – never decides what a finding is, and
never reads an open document from disk.
"""

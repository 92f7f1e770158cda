"""Duty: changing drafts on request – takes findings with safe fixes – gives files with the
changes, or a diff – never changes a file unasked.
"""

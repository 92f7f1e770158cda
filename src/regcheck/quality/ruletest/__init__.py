"""Duty: what rules must live up to – takes rules, and law where there is some – gives examples that
fail and what is missing in a rule – never changes a rule.
"""

"""Duty: what rules must live up to – takes rules, and law where there is some – gives examples that
fail, what is missing in a rule and what in it is superfluous – never changes a rule.
"""

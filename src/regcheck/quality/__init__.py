"""Duty: how good rules are – takes rules, labels, ratings and law – gives figures and remarks –
never changes a rule.
"""

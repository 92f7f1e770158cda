"""Duty: what needs more than one document – takes many documents or results – gives measures
and comparisons – never runs single-document rules.
"""

"""Duty: how good rules are – takes labelled provisions and marked samples – gives precision,
recall and suggestions – never changes a rule.
"""

"""Duty: judging matches – takes matches – gives `Finding` values that pass small filters in
a visible order – never prints.
"""

"""Duty: finding strings, expressions and words that were learned – takes patterns, models and
text – gives spans, with literals before expressions and a guard on time – never knows documents or
rules.
"""

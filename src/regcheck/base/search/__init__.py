"""Duty: finding strings and expressions – takes patterns and text – gives spans, with literals
before expressions and a guard on time – never knows documents or rules.
"""

"""Duty: places in text, expressions and reversible normalisation – takes strings – gives spans,
offset maps, line indexes and normalised text that can be mapped back – never knows law, rules or
files.
"""

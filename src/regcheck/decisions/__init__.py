"""Duty: the decisions of a text, box by box – takes a `Document` – gives `Decision` values and the
questions that stand open – never judges whether a decision is right, never prints.
"""

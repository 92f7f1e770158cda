"""Duty: the questions on readiness for digitalisation – takes results – gives a form with
answers and citations – never answers what the text does not show.
"""

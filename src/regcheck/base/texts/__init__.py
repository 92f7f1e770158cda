"""Duty: words that people read – takes a locale – gives texts by name, from data files with the
same names in Bokmål, Nynorsk and English – never decides which language is spoken.
"""

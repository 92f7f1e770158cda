"""Duty: Norwegian words and sentences – takes strings – gives the written standard, sentences,
tokens, forms, lemmas, kinds of bodies and parties, and what the trained pipeline parses – never
knows documents or rules."""

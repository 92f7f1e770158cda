"""Duty: Norwegian words and sentences – takes strings – gives the written standard, sentences,
tokens, forms, lemmas, and analyses of the trained pipeline – never knows documents or rules."""

"""Duty: the law as an amending act or regulation leaves it – takes an amending document and the law
it amends – gives consolidated text, and what could not be applied – never guesses."""

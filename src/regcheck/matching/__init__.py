"""Duty: finding words – takes rules and segments – gives `Match` values; one file per
pattern kind behind the `Matcher` protocol, with a literal prefilter before them – never
decides severity.
"""

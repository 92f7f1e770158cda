"""Duty: bytes to documents – takes paths, bytes and archives – gives `Document` or
`Unreadable`; formats are listed in `registry`, each with its reader – never matches rules.
"""

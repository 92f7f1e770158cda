"""Duty: bytes to documents – takes paths, bytes and archives – gives `Document` or
`Unreadable`; one file per format behind the `Reader` protocol – never matches rules.
"""

"""Duty: rules as data – takes YAML – gives frozen `Rule` values, validated, selected and
overridden, and their examples – never touches documents.
"""

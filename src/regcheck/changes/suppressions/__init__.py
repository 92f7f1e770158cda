"""Duty: findings that people have answered – takes findings, and suppressions from documents and
sidecars – gives the findings with a status, and faults in the suppressions – never drops a
finding.
"""

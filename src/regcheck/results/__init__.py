"""Duty: the outcome of a run – takes findings, settings and counts – gives `DocumentResult` and
`RunResult` values and the exit code – never reads documents or runs rules.
"""

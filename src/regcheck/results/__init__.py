"""Duty: the outcome of a run – takes findings, settings and counts – gives `DocumentResult` and
`RunResult` values, the exit code and what people are shown – never reads documents or runs rules.
"""

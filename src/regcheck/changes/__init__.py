"""Duty: what is new since an earlier time – takes results, baselines, Git revisions and earlier
versions – gives findings with a status, and comparisons – never matches rules.
"""

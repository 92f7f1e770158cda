"""Duty: a page on one's own machine for people without a terminal – takes files that are dropped
on it – gives reports and commented copies – never listens to other machines, never keeps anything
once it ends.
"""

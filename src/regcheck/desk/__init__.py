"""Duty: a page on one's own machine for those who never open a terminal – takes files that are
dropped on it – gives reports and commented copies – never listens to other machines, never keeps
anything once it ends.
"""

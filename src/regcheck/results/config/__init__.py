"""Duty: the config file, found, read and merged – takes a folder or a file's path – gives a
`Config` in which each value knows where it was said – never reads rules, the environment or the
command line.
"""

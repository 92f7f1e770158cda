"""Duty: files that are whole or not there – takes a place and what shall stand there – gives the
file, in place of what was there – never reads, and never leaves half of one behind.
"""

"""Duty: files as they lie on a disk – takes a place and what shall stand there – gives the file,
whole and in place of what was there – never leaves half of one behind, nor waits for a pipe.
"""

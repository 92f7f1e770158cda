"""Duty: one file per command – takes the command line – gives exit codes – never holds
logic.
"""

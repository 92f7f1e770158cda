"""Duty: data that people write in files – takes YAML, TOML or JSON – gives typed values, and
every problem with its line and column – never knows what the values are for.
"""

"""Duty: carrying out a check – takes paths, rules and settings – gives `DocumentResult`
values in path order and a `RunResult` – never formats.
"""

"""Duty: findings for programs that speak LanguageTool's protocol – takes texts and the context they
stand in – gives remarks with short messages, and pages about rules – never listens to other
machines, nor keeps or logs a text.
"""

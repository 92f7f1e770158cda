"""Duty: whole bodies of law as tables – takes inputs and rules – gives folders of tables that
are resumed, queried and compared – never holds all findings at once.
"""

"""Duty: what is learned from people's answers – takes judged findings – gives how useful they are
and why – never reads files other than its own models, and never finds anything.
"""

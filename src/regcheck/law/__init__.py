"""Duty: what a lawyer would call things – takes labels, strings and steps – gives legal addresses
(built, ordered, printed, parsed), citations in running text, document metadata and links – never
reads files, never knows formats or rules.
"""

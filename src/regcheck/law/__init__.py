"""Duty: the concepts and words of law – takes labels, strings and steps – gives legal addresses
(built, ordered, printed, parsed), citations in running text, document metadata and links – never
reads documents, never knows formats or rules."""

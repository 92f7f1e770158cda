"""Duty: which concepts of a body of law most need harmonising – takes an index and what people
decided before – gives a page, a workbook, a Word file and JSON – never overwrites what people
wrote."""

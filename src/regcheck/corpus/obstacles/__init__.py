"""Duty: the map of obstacles – takes a scan and earlier assessments – gives a page, a workbook,
a table and a Word file – never overwrites what people wrote.
"""

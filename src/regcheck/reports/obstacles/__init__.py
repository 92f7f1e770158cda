"""The map of obstacles as a page, a workbook and a table."""

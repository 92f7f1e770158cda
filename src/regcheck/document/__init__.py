"""Duty: the document model, a tree of nodes over one text – takes what readers found – gives
`Document` values with addresses, roles and languages filled in – never knows formats or rules.
"""

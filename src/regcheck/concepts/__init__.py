"""Duty: terms across texts – takes documents and indexes – gives definitions, their differences,
findings in a draft, catalogues and exports – never decides which wording is right.
"""

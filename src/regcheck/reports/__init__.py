"""Duty: reports, one module per format – takes results – gives text or files; formats are listed in
`registry`, with those of other packages – never decides what people are shown.
"""

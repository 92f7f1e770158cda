"""Duty: views of a document for matching – takes a `Document` – gives sentences, norms
(lead-in + item), paragraphs, provisions, each mapped back to the text – never copies text
without a map.
"""

"""Concepts: what texts define, how definitions agree, and catalogues of them."""

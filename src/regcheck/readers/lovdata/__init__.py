"""Lovdata's XML."""

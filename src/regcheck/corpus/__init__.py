"""Duty: public bodies of law – takes the catalogue of sources – gives fetched and verified
archives – never fetches unasked.
"""

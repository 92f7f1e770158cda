"""Duty: what knows neither law nor rules – takes bytes, strings and files – gives spans, texts by
locale, typed data, files written whole, places of strings – never knows what they are about.
"""

"""Duty: places where the legislator itself rewrote words that rules flag – takes a rule and the
words of a finding, or two dated states of law – gives precedents, nearest first – never decides
what a finding is.
"""

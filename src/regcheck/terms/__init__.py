"""Duty: defined terms – takes segments – gives the terms that a document defines, in what words and
how far each holds – never compares documents."""

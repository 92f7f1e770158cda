"""The Word report: a copy of the file with comments on the words of findings."""

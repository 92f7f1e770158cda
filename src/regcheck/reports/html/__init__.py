"""The HTML report: a single file that needs nothing else."""

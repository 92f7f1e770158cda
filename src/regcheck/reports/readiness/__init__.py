"""The readiness report: questions on a draft, with what its text shows of the answers."""

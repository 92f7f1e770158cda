"""How good rules are: labelled provisions, samples and scores."""

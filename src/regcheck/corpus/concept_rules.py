"""The rules that compare a draft's concepts with other texts."""

ENABLING = "concepts/differs-from-enabling-act"
OTHER_LAW = "concepts/differs-from-other-law"
CATALOGUE = "concepts/differs-from-catalogue"
TWO_TERMS = "concepts/two-terms"
UNDEFINED = "concepts/undefined-key-term"
NEED_INDEX = (ENABLING, OTHER_LAW, CATALOGUE, UNDEFINED)
"""The rules that find something only with an index."""

"""Facts: what is known of the place where words stand, the same for every rule that asks."""

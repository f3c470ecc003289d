"""Statistics of a learner: see `compute` for how they come to be, `statistics` for what they are."""

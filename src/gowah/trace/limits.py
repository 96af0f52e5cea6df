"""Two numbers that every way of proposing pairs keeps to."""

COMMON = 60  # texts that a run of words or a content may occur in and still lead from each to all the others
PROPOSED = 24  # texts laid beside each one, the likeliest first

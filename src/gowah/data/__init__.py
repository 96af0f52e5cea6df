"""Tables, not code: gazetteers, groups, communities, sites, words by language (see `words.tables`)."""

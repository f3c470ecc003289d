"""What all our pages have in common: one file in both languages, no script, nothing fetched, never half written."""

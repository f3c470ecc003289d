"""The commands: thin, each parses, calls, prints and returns an exit code."""

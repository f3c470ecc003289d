"""The oracles of all references, one file for each reference module."""

"""Reference implementations: one model a file, each readable on its own with NumPy alone."""

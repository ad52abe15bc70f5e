"""How fast the dashboard is, always as a ratio to another program in the same run."""

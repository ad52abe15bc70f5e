"""Small programs that the dashboard is measured against; each is a page of its own."""

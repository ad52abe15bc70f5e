"""A file from outside → what it would change in the data folder; and the files to fill in.

Which sheet is which table, what its headings and words mean, how its rows differ from what is
published, and the template that people fill in, stand here. How a file is read does not, nor how a
change is published.
"""

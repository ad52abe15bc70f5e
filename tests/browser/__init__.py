"""The dashboard in a real browser against a real server: what a reader sees, does and gets.

How figures, sentences and queries are made is tested beside their rooms; speed in benchmarks.
"""

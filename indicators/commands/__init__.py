"""The command line in pieces: what every command shares, and commands too long for __main__.

Each command is one function of typer; __main__ gathers them. Nothing is computed here.
"""

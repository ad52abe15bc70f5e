"""What people type → what they mean: numbers, names, and letters of encodings from before Unicode.

Pure text: nothing here knows a file, a snapshot or a screen, and nothing guesses. Where a text can
be read in two ways, both are given to whoever asks.
"""

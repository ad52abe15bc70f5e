"""Exhibits that put communes beside each other: map, rank, trend, gap, pace, table, profile.

``view`` says what an analyst asked and fetches it; every other file answers one question of it.
"""

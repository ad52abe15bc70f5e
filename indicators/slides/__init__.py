"""Exhibits → PNG, SVG, PDF, PPTX: slides and decks as files that leave the dashboard.

Here belongs what a slide shows, how a figure becomes a picture, and how pictures become files. What
an exhibit says belongs to exhibits; how a figure looks on a page, to charts and page.
"""

"""Slides → a presentation that can be edited: native charts with their sheets, and shapes.

Here belongs everything that knows the format. The way in is presentation; native makes the charts
(bars in lying, columns and lines in standing), figures reads what is drawn as shapes instead.
"""

"""Plotly figures, a module a screen; `base` holds what all of them share."""

"""The council's show: slides of figures for a projector, taken at one moment."""

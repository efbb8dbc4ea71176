"""Trình chiếu: the council's slides over the whole window."""

from emulation.ui.show import stage

request, refused = stage.asked()
stage.draw(request, refused)

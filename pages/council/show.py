"""Trình chiếu: the council's slides over the whole window."""

from emulation.ui.show import player

request, refused = player.asked()
player.draw(request, refused)

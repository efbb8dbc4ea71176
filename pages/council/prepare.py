"""Chuẩn bị trình chiếu: for which meeting, which slides in what order."""

from emulation.ui import blocks, filters, frame

frame.heading("Trình chiếu")
blocks.ways([("Bắt đầu trình chiếu", filters.link("show", back="council"))])

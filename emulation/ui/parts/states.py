"""How the states of tasks, dossiers and scores look."""

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """How a state is shown: a mark beside its word, the fill behind them and the ink on that fill."""

    mark: str
    colour: str
    ink: str


_WHITE, _DARK = "#FFFFFF", "#0E1720"

STATE: dict[str, State] = {  # most urgent first: sorting by state follows this order
    "Quá hạn": State("●", "#A31D16", _WHITE),
    "Sắp đến hạn": State("▲", "#D99A00", _DARK),
    "Tạm dừng": State("‖", "#D9CFEA", _DARK),
    "Trễ hạn": State("▼", "#F0A58A", _DARK),
    "Đang thực hiện": State("◐", "#7FB2DC", _DARK),
    "Chưa bắt đầu": State("○", "#B8C2CC", _DARK),
    "Chưa đến hạn": State("○", "#B8C2CC", _DARK),
    "Chưa chấm": State("○", "#B8C2CC", _DARK),
    "Hoàn thành": State("✓", "#0B5A8F", _WHITE),
    "Đúng hạn": State("✓", "#0B5A8F", _WHITE),
    "Không phát sinh": State("–", "#E3E8ED", _DARK),
}

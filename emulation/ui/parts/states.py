"""How the states of tasks, dossiers and scores look."""

from dataclasses import dataclass

from emulation.palette import STATES


@dataclass(frozen=True)
class State:
    """How a state is shown: a mark beside its word, the fill behind them and the ink on that fill."""

    mark: str
    colour: str
    ink: str


_MARKS = {  # most urgent first: sorting by state follows this order
    "Quá hạn": "●",
    "Sắp đến hạn": "▲",
    "Tạm dừng": "‖",
    "Trễ hạn": "▼",
    "Đang thực hiện": "◐",
    "Chưa bắt đầu": "○",
    "Chưa đến hạn": "○",
    "Chưa chấm": "○",
    "Hoàn thành": "✓",
    "Đúng hạn": "✓",
    "Không phát sinh": "–",
}

STATE: dict[str, State] = {word: State(mark, *STATES[word]) for word, mark in _MARKS.items()}

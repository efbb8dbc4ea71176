"""The words that have an order, as enums of the warehouse: SQL sorts and lists by them."""

from emulation.schema import CLOSING_STAGES, DOSSIER_STAGES, LAUNCHING_LEVELS, LEVELS, SCORING_STAGES

ENUMS: dict[str, tuple[str, ...]] = {
    "dossier_stage": DOSSIER_STAGES,
    "closing_stage": CLOSING_STAGES,
    "scoring_stage": SCORING_STAGES,
    "award_level": LEVELS,  # the values, not their other words
    "launching_level": LAUNCHING_LEVELS,
    # The states under which a task is shown, by what needs most attention, and from done to not begun.
    "urgency": (
        "Quá hạn",
        "Sắp đến hạn",
        "Đang thực hiện",
        "Chưa bắt đầu",
        "Trễ hạn",
        "Đúng hạn",
        "Không phát sinh",
    ),
    "doneness": (
        "Đúng hạn",
        "Trễ hạn",
        "Quá hạn",
        "Sắp đến hạn",
        "Đang thực hiện",
        "Chưa bắt đầu",
        "Không phát sinh",
    ),
    # How a pending dossier stands to the commune's deadline.
    "dossier_deadline": ("Quá hạn", "Sắp đến hạn", "Còn hạn", "Không có hạn", "Đã trình cấp trên"),
}
"""Enum → its words in order."""


def is_provisional(scoring_stage: str | None) -> bool:
    """Whether points are scored, but not all by the Council, so that a total may still change (`is_provisional` in SQL)."""
    return scoring_stage in SCORING_STAGES[:-1]


def statements() -> list[str]:
    """The SQL that creates the enums, which the staging macros use."""
    return [f"create type {name} as enum {words}" for name, words in ENUMS.items()]

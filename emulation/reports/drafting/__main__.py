"""`python -m emulation.reports.drafting` draws every template anew, as it comes with the program."""

from emulation.reports.drafting import minutes, period, proposal, ranking, reminders
from emulation.reports.request import KINDS
from emulation.reports.word import TEMPLATES

DRAWN = {
    "quarter": period.quarter,
    "half-year": period.half_year,
    "year": period.year,
    "ranking": ranking.draw,
    "proposal": proposal.draw,
    "minutes": minutes.draw,
    "reminders": reminders.draw,
}


def main() -> None:
    for kind, draw in DRAWN.items():
        draw().save(TEMPLATES / f"{KINDS[kind].template}.docx")


if __name__ == "__main__":
    main()

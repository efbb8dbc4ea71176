"""`python -m emulation.reports.drafting` draws every template anew, as it comes with the program."""

from emulation.reports.drafting import ranking
from emulation.reports.request import KINDS
from emulation.reports.word import TEMPLATES

DRAWN = {"ranking": ranking.draw}


def main() -> None:
    for kind, draw in DRAWN.items():
        draw().save(TEMPLATES / f"{KINDS[kind].template}.docx")


if __name__ == "__main__":
    main()

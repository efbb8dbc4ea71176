"""`python -m emulation doctor`: what of the program, the machine and the folder endangers the data, and what to do about it.

`finding` what is said, `place` what is looked at; each other module looks at one thing. Nothing is changed, and nothing is
imported that loads slowly: a scheduler may ask every minute.
"""

from emulation.doctor import accounts, clock, keeping, mail, permissions, province, room, settings, versions
from emulation.doctor.finding import Finding, Grade
from emulation.doctor.place import Place

LOOKS = (
    versions.look,
    clock.look,
    room.look,
    permissions.look,
    keeping.look,
    accounts.look,
    province.look,
    settings.look,
    mail.look,
)

__all__ = ["Finding", "Grade", "Place", "examine"]


def examine(place: Place) -> list[Finding]:
    """Everything that is found, the worst first."""
    found = [finding for look in LOOKS for finding in look(place)]
    return sorted(found, key=lambda finding: -finding.grade)

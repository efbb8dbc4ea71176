"""Why a package is not taken."""


class Refused(Exception):
    """Nothing was written. The message is one sentence in Vietnamese, for the city's officer and the sender."""

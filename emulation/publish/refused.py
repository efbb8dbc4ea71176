"""Why a package is not taken."""


class Refused(Exception):
    """Nothing was written. The message is one sentence in Vietnamese, for the city's officer and the sender."""


class Unsigned(Refused):
    """No commune that the city knows has signed the package. Whoever sent it need not learn which communes there are."""

"""The calendars of deadlines: one for each unit, and one for all. They name no nominee."""

from emulation.deadlines.addresses import Addresses
from emulation.deadlines.calendars import Calendar, calendar, file_name
from emulation.deadlines.ics import MIME

__all__ = ["MIME", "Addresses", "Calendar", "calendar", "file_name"]

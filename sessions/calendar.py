"""One interview as a calendar entry (RFC 5545), for one person. Pure: builds bytes out of values."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

CONTENT_TYPE = "text/calendar; method={method}"
ALARM_BEFORE = timedelta(minutes=15)


class Method(StrEnum):
    """PUBLISH for a file that somebody downloads; REQUEST and CANCEL for mails, which calendars act upon (RFC 5546)."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Entry:
    """`uid` stays the same over all versions of an entry; a higher `sequence` replaces a lower one.

    `stamp` is when this version was made. `address` is where the person goes; empty where there is none.
    """

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    stamp: datetime
    title: str
    text: str
    address: str
    organizer: Person
    attendee: Person | None = None


def calendar_file(entry: Entry, method: Method) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//InterviewPrep//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(entry, method))
    return bytes(calendar.to_ical())


def _event(entry: Entry, method: Method) -> Event:
    event = Event()
    starts = entry.starts_at.astimezone(UTC)
    cancelled = method is Method.CANCEL
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", starts.replace(microsecond=0))
    event.add("dtend", starts.replace(microsecond=0) + timedelta(minutes=entry.minutes))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("organizer", _address(entry.organizer))
    if entry.attendee:
        event.add("attendee", _attendee(entry.attendee))
    if not cancelled:
        _add_place(event, entry)
    return event


def _add_place(event: Event, entry: Entry) -> None:
    event.add("description", f"{entry.text}\n\n{entry.address}".strip())
    if entry.address:
        event.add("url", entry.address)
        event.add("location", entry.address)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", -ALARM_BEFORE)
    event.add_component(alarm)


def _address(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    address.params["CN"] = vText(person.name)
    return address


def _attendee(person: Person) -> vCalAddress:
    """Nobody is asked to answer: the organizer's address is read by no one."""
    address = _address(person)
    address.params |= {"ROLE": vText("REQ-PARTICIPANT"), "PARTSTAT": vText("ACCEPTED"), "RSVP": vText("FALSE")}
    return address

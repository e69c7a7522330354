"""PDF date strings."""

import re

__all__ = ["iso_time"]

_DATE = re.compile(
    r"\s*(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?\s*(?:(Z)|([+-])(\d\d)'?(\d\d)?)?",
    re.ASCII,
)


def iso_time(value: str) -> str:
    """Return a PDF date such as `D:20220323081500+07'00'` as ISO text, empty where it is none.

    What the file leaves out stays out: a date without a clock gives `2022-03-23`, a bare year gives nothing.
    """
    match = _DATE.match(value[:40])
    if match is None or match[3] is None:
        return ""
    year, month, day, hour, minute, second, zulu, sign, zone_hour, zone_minute = match.groups()
    if not ("01" <= month <= "12" and "01" <= day <= "31"):
        return ""
    text = f"{year}-{month}-{day}"
    if hour is None or minute is None or hour > "23" or minute > "59":
        return text
    text += f"T{hour}:{minute}:{min(second or '00', '59')}"
    if zulu:
        return text + "+00:00"
    return f"{text}{sign}{zone_hour}:{zone_minute or '00'}" if sign else text

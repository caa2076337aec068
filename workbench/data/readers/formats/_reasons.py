"""What Python's parsers say of broken JSON and CSV, in sentences for people; what is not known stays as it was."""

from __future__ import annotations

from workbench.messages import Message, say

_JSON: dict[str, Message] = {
    "Unterminated string": say("a text begins here that does not end (is a quote missing?)"),
    "Invalid control character": say("the line ends, or a control character stands, within a text"),
    "Expecting value": say("a value belongs here"),
    "Expecting property name": say("the name of a member belongs here, in double quotes"),
    "Expecting ':'": say("a colon belongs here"),
    "Expecting ','": say("a comma belongs here"),
    "Illegal trailing comma": say("here stands a comma behind which nothing follows"),
    "Extra data": say("here stands more than one value"),
    "Invalid \\escape": say("a backslash stands before a character that it cannot stand before"),
    "Invalid \\uXXXX": say("behind \\u belong four hexadecimal digits"),
}
_CSV: dict[str, Message] = {
    "unexpected end of data": say("a quote is opened here that is not closed again"),
    "',' expected": say("behind the quote that closes a cell stands something else"),
}


def json_reason(reason: str) -> Message | str:
    """From the message of a JSONDecodeError."""
    return _found(_JSON, reason)


def csv_reason(reason: str) -> Message | str:
    """From the message of a csv.Error."""
    return _found(_CSV, "',' expected" if " expected after " in reason else reason)


def _found(known: dict[str, Message], reason: str) -> Message | str:
    return next((message for begin, message in known.items() if reason.startswith(begin)), reason)

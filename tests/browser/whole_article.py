"""The article that a browser writes from nothing: its pieces in the order of typing, and the content they must become.

All of it is invented. The prose is made of a few sentences in turn, until there are 3,000 words.
"""

from dataclasses import dataclass
from itertools import count, cycle

SENTENCES = cycle([
    "The outer roads fill before dawn, and by noon the pilots have stopped answering.",
    "What a berth costs is written nowhere, though every agent in the harbor knows the figure to the crown.",
    "Two dredgers work the channel in winter; a third has waited for its papers since the spring.",
    "Nobody plans for the wind that closes the bar on one day in nine.",
    "Cargo that leaves the quay late arrives late everywhere, and the delay is paid by whoever comes last.",
    "The ministry counts arrivals, the port counts departures, and the two lists have never met.",
    "A ferry that turns around in four hours earns its keep; one that needs a day does not.",
    "Insurance follows the weather with a season’s delay.",
    "Shipping lines ask for a timetable and are given a tariff.",
    "The rail yard behind the quay was laid out for wagons half as long as those that use it now.",
    "Customs opens at eight, which is when the first queue is already three kilometers long.",
])  # fmt: skip
WORDS_IN_A_PARAGRAPH = 110


def prose() -> str:
    """Return a paragraph."""
    said: list[str] = []
    while sum(len(each.split()) for each in said) < WORDS_IN_A_PARAGRAPH:
        said.append(next(SENTENCES))
    return " ".join(said)


@dataclass
class Link:
    """A link: to one of our own pages by words of its title (`own`: its identity), or to an address, by `words`."""

    words: str
    address: str = ""
    own: str = ""


@dataclass
class Note:
    words: str


@dataclass
class Heading:
    words: str


@dataclass
class Figure:
    picture: str
    caption: str


@dataclass
class Embed:
    """`typed` is what the editor pastes (alone on a line) or, with `is_asked`, enters in the dialog."""

    typed: str
    address: str
    provider: str
    title: str
    source: str
    picture: str
    is_asked: bool = False


@dataclass
class Table:
    caption: str
    rows: list[list[str]]


TITLE = "Why the ferries wait"
STANDFIRST = "A harbor with two dredgers and no timetable pays for both."
OLD_AUTHORS, NEW_AUTHORS = ["Ada Abel", "Ben Brook"], ["Nina Newcomer", "Dana Droste"]
POINTS = [
    "Ferries wait longer each year, and the wind explains a third of it.",
    "No office knows both arrivals and departures.",
    "The tariff rewards those who block a berth.",
    "A timetable would cost less than a third dredger.",
    "The rail yard is the next queue.",
]
PICTURES = ["Queue at the bar", "Berths by hour", "The rail yard", "Still of a chart"]
OWN = {"article": "Aktau transit", "snapshot": "Caspian winter", "author": "Olga Ostrow", "topic": "Harbors"}


def pieces(own: dict[str, str]) -> list:
    """Return the text. A list is a paragraph of words, links and notes. `own`: identities by kind."""
    links = [Link(OWN[kind], own=own[kind]) for kind in OWN]
    links += [Link(f"register {n}", f"https://example.org/register/{n}") for n in range(1, 5)]
    notes = [Note(f"Harbor office, return {n} of 2026, table {n * 3}.") for n in range(1, 13)]
    text: list = []
    for section in range(1, 7):
        text.append(Heading(f"Part {section}: what the harbor says"))
        for _ in range(4):
            at = len([each for each in text if isinstance(each, list)])
            line: list = [prose()]
            if at < len(notes):
                line += [notes[at], " As the office says."]
            if at < len(links):
                line += [" More is in ", links[at], " of the year."]
            text.append(line)
        text += EXTRAS.get(section, [])
    return [*text, [prose()]]


EXTRAS = {
    1: [Figure("Queue at the bar", "Ships waiting outside the bar at dawn")],
    2: [
        Embed(
            "https://datawrapper.dwcdn.net/abcde/3/", "https://datawrapper.dwcdn.net/abcde/3/", "Datawrapper",
            "Ferries waiting, by day", "Harbor office", "Still of a chart",
        )
    ],
    3: [Figure("Berths by hour", ""), Table("Waiting, in hours", [["Month", "2025", "2026"], ["May", "9", "11"], ["June", "12", "17"]])],
    4: [
        Embed(
            "https://youtu.be/dQw4w9WgXcQ?si=shared", "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "YouTube",
            "A quay at dusk", "Harbor TV", "", is_asked=True,
        )
    ],
    5: [Figure("The rail yard", "Wagons longer than the yard")],
}  # fmt: skip


def expected_body(text: list) -> list[str]:
    """Return the blocks that the text must be frozen as."""
    numbers = {Figure: count(1), Embed: count(1)}
    notes: list[str] = []
    blocks = []
    for piece in text:
        match piece:
            case Heading(words):
                blocks.append(f"<h2>{words}</h2>")
            case list():
                blocks.append(f"<p>{''.join(_inline(each, notes) for each in piece)}</p>")
            case Table(caption, rows):
                head, *others = rows
                lines = [("th", head), *(("td", row) for row in others)]
                cells = "".join(f"<tr>{''.join(_cell(tag, words) for words in row)}</tr>" for tag, row in lines)
                blocks.append(f"<table><caption>{caption}</caption><tbody>{cells}</tbody></table>")
            case _:
                blocks.append(f"<p>[{type(piece).__name__.lower()} {next(numbers[type(piece)])}]</p>")
    return [*blocks, *(f"<p>[^{number}]: {words}</p>" for number, words in enumerate(notes, 1))]


def _inline(piece, notes: list[str]) -> str:
    match piece:
        case Link(words, address, own):
            return f'<a href="{address or own}">{words}</a>'
        case Note(words):
            notes.append(words)
            return f"[^{len(notes)}]"
        case _:
            return piece


def _cell(tag: str, words: str) -> str:
    return f"<{tag}><p>{words}</p></{tag}>"

"""What is cited: the variables of CSL 1.0.2 that a publication of ours has."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from editorial.prose import printable

# All that breaks a line for any reader of our files, and tabs. Spaces that are meant (no-break, thin) stay.
BREAKS = re.compile("[ \t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    """Return `text` on one line, without characters that no file should hold."""
    if text.isprintable() and "  " not in text:  # nearly all is
        return text.strip()
    return BREAKS.sub(" ", printable(BREAKS.sub(" ", text))).strip()


class OneLined:
    """A frozen dataclass none of whose texts can hold a line break: RIS has no way to escape one."""

    def __post_init__(self) -> None:
        for name, value in list(vars(self).items()):
            if isinstance(value, str):
                object.__setattr__(self, name, one_line(value))


@dataclass(frozen=True)
class Name(OneLined):
    """Who is cited: a family and a given name, or one literal: an institution, or a person of one name."""

    literal: str = ""
    family: str = ""  # with its particles: "van der Berg"
    given: str = ""
    suffix: str = ""  # "Jr."

    @property
    def natural(self) -> str:
        """The name as it is said: “Kees van der Berg Jr.”"""
        return self.literal or " ".join(part for part in (self.given, self.family, self.suffix) if part)

    @property
    def inverted(self) -> str:
        """The name as in an index: “van der Berg, Kees, Jr.”"""
        return self.literal or ", ".join(part for part in (self.family, self.given, self.suffix) if part)


@dataclass(frozen=True)
class Cited(OneLined):
    """One edition of a publication, as a citation names it.

    `issued` is the day it bears; `url` its permanent address; `doi` bare ("10.1000/182"); `language` a BCP 47 tag.
    `accessed` is given by nobody on this site: an edition's address never changes, and its files stay the same bytes.
    """

    title: str
    authors: tuple[Name, ...] = ()
    issued: date | None = None
    accessed: date | None = None
    series: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    edition: int = 1
    is_corrected: bool = False
    doi: str = ""
    url: str = ""
    language: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "keywords", tuple(one_line(word) for word in self.keywords))

    @property
    def is_in_periodical(self) -> bool:
        """Whether its series counts volumes or issues: then it is an article in a periodical, else a report."""
        return bool(self.series and (self.volume or self.issue))

    @property
    def type(self) -> str:
        """Its type in CSL."""
        return "article-journal" if self.is_in_periodical else "report"

    @property
    def edition_words(self) -> str:
        """“Edition 2”, “Edition 2, corrected”; nothing for an edition that none came before."""
        if self.edition < 2:
            return ""
        return f"Edition {self.edition}, corrected" if self.is_corrected else f"Edition {self.edition}"

    @property
    def doi_url(self) -> str:
        """The DOI as a link, as DOI's handbook and every style write it; empty without one."""
        return "https://doi.org/" + quote(self.doi, safe="/:;().-_~,+=@!$'*") if self.doi else ""

    @property
    def link(self) -> str:
        """Where it is found: by its DOI, which every style prefers, else by its permanent address."""
        return self.doi_url or self.url

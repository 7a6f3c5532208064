"""The citation data of an edition: the CSL 1.0.2 variables that our publications have."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from record.models import PublicationType
from text.prose import one_line

CitedAs = PublicationType.CitedAs


class OneLined:
    """A frozen dataclass whose texts never contain line breaks, because RIS can't escape them."""

    def __post_init__(self) -> None:
        for name, value in list(vars(self).items()):
            if isinstance(value, str):
                object.__setattr__(self, name, one_line(value))


@dataclass(frozen=True)
class Name(OneLined):
    """A cited name: family and given name, or one literal (an institution, or a person with one name)."""

    literal: str = ""
    family: str = ""  # includes particles: "van der Berg"
    given: str = ""
    suffix: str = ""  # such as "Jr."

    @property
    def natural(self) -> str:
        """The name in natural order: “Kees van der Berg Jr.”"""
        return self.literal or " ".join(part for part in (self.given, self.family, self.suffix) if part)

    @property
    def inverted(self) -> str:
        """The name in index order: “van der Berg, Kees, Jr.”"""
        return self.literal or ", ".join(part for part in (self.family, self.given, self.suffix) if part)


@dataclass(frozen=True)
class Cited(OneLined):
    """One edition of a publication, as citations describe it.

    `issued` is the publication date; `url` the permanent address; `doi` bare ("10.1000/182"); `language` a BCP 47 tag.
    This site never sets `accessed`: an edition's address and files never change.
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
    kind: str = ""  # the type of publication as printed: "Working paper"
    cited_as: str = ""  # a PublicationType.CitedAs; "" without a type
    license: str = ""  # SPDX identifier, or "all rights reserved"
    funders: tuple[str, ...] = ()  # each with its grant numbers

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("keywords", "funders"):
            object.__setattr__(self, name, tuple(one_line(words) for words in getattr(self, name)))

    @property
    def is_in_periodical(self) -> bool:
        """Whether it is an article, or nothing said, in a series that counts volumes or issues."""
        return bool(self.series and (self.volume or self.issue)) and self.cited_as in ("", CitedAs.ARTICLE)

    @property
    def is_report(self) -> bool:
        return not self.is_in_periodical and self.cited_as in ("", CitedAs.REPORT)

    @property
    def number(self) -> str:
        """The number of a report in its series; without a type of publication, volume and issue stay apart."""
        return "/".join(filter(None, (self.volume, self.issue))) if self.cited_as == CitedAs.REPORT else ""

    @property
    def type(self) -> str:
        """The CSL type."""
        return "article-journal" if self.is_in_periodical else self.cited_as or "report"

    @property
    def edition_words(self) -> str:
        """“Edition 2” or “Edition 2, corrected”; empty for a first edition."""
        if self.edition < 2:
            return ""
        return f"Edition {self.edition}, corrected" if self.is_corrected else f"Edition {self.edition}"

    @property
    def doi_url(self) -> str:
        """The DOI as a link, the form that the DOI Handbook and all styles recommend; empty without a DOI."""
        return "https://doi.org/" + quote(self.doi, safe="/:;().-_~,+=@!$'*") if self.doi else ""

    @property
    def link(self) -> str:
        """The DOI link, which every style prefers, or else the permanent address."""
        return self.doi_url or self.url

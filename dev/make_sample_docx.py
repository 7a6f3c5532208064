"""Writes samples/04-arctic-sea-lanes.docx, always the same bytes: `python dev/make_sample_docx.py`.

The invented text is below: `=` title, `==` selection heading, `===` section, `====` article, `by` authors, `on` date,
`-` summary point; any other line is a paragraph, and an indented one continues it.
"""

import io
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

TARGET = Path(__file__).resolve().parent.parent / "samples" / "04-arctic-sea-lanes.docx"
SITE = "https://wexcombe.example"
PDF = f"{SITE}/snapshots/sea-lanes-and-seabeds-of-the-arctic.pdf"
COVERAGE = f"{SITE}/topics/arctic/"
WRITTEN_AT = datetime(2026, 10, 20, 9, 0)  # noqa: DTZ001 - Word's properties have no zone
HEADINGS = {"=": "Title", "==": "Heading 1", "===": "Heading 2", "====": "Heading 3"}

TEXT = """
= Strategic Snapshot: Sea Lanes and Seabeds of the Arctic
The Arctic is often described as opening, as though a door had been unlocked and the only question
  were who would walk through it first. Those who work there describe something less convenient: a
  longer shoulder season of broken ice and fog, fewer predictable weeks, and a coastline where the
  nearest tug may be three days off. Access has increased, and so has the price of getting it wrong.
Much of the region’s old cooperation has been suspended or emptied of content. What survives tends
  to be technical and bilateral, or to rest with bodies too specialized to attract attention:
  hydrographic offices, fisheries commissions, classification societies, the operators of cables.
  Several contributors argue that dullness is a form of protection, and that high-level rescue
  attempts may harm the arrangements they intend to save.
A second theme is the growing weight of local authority. Greenlandic licensing boards, Sámi herding
  districts, and northern harbor councils hold permissions that distant capitals need, and they have
  become deliberate about when to grant them. Defense planners who regard the north as terrain are
  learning that it is also a jurisdiction.
We expect no grand bargain before the end of the decade. The choices that matter will be about
  hulls, charts, spare parts, and consent, and they are being made now.
== Selected Wexcombe Analysis on the Arctic
=== Shipping and Rescue
==== Northern Sea Route Traffic Grows in the Wrong Season
by Siiri Näkkäläjärvi
on Oct. 28, 2025
- Voyages along the Northern Sea Route are rising fastest in November and June, when ice is thin
  enough to tempt lightly strengthened ships and thick enough to hold them.
- Cargo owners value the certainty of a delivery month more than the shorter distance, and are
  therefore booking escorts for periods in which icebreakers are already committed to domestic
  supply.
- Transit figures flatter the route. Two-thirds of the voyages counted last season began and ended
  in the same country, a pattern closer to coastal trade than to an intercontinental artery.
- Insurers may restore order before regulators do, by declining shoulder-season cover for hulls
  below a stated class, as two syndicates are understood to be considering.
==== Kirkenes Convoy Code Borrows From Pilots, Not Admirals
by Eirik Solbakken Østby
on Mar. 3, 2026
- The Kirkenes Convoy Code sets spacing, speed, and lighting for merchant groups in ice and assigns
  command to the senior pilot aboard, a solution navies found untidy and masters accepted at once.
- Its authors worked from seventy years of pilot logs rather than doctrine. The result runs to
  nineteen pages and contains no definition of hostile intent.
- Voluntary status is an asset for now, since states that would never sign a common text can permit
  their shipowners to follow one without saying so.
- A collision involving a vessel outside the code would raise the issue of whether customary
  practice has become a legal standard, and few maritime lawyers would wager on the answer.
==== Search and Rescue Gaps Widen Faster Than Sea Ice Retreats
by Eirik Solbakken Østby; Aviaja Kleist-Olsvig
on Dec. 17, 2024
- Passenger capacity in high-latitude waters has grown about four times faster than helicopter
  coverage since 2015 by the authors’ estimate, so the planning assumption of rescue within one day
  no longer holds east of Scoresbysund.
- Operators answer with paired itineraries in which two ships remain within reach of one another.
  The practice works in July and fails in September, when schedules diverge to catch different
  autumn lights.
- Settlements such as Ittoqqortoormiit would receive survivors in numbers exceeding their
  population. Pre-positioned shelters and medical stores could be funded from landing fees already
  collected.
==== Ice-Class Certificates Acquire a Diplomatic Market
by Jan-Willem van der Meulen; Eirik Solbakken Østby
on June 3, 2025
- With established classification societies unwilling to survey sanctioned hulls, newer bodies led
  by the Boreal Register have issued ice-class papers to 38 ships whose scantlings few outsiders
  have measured.
- Port states face an awkward choice between accepting documents they distrust and turning away fuel
  on which northern communities rely for the whole of the winter.
- Mutual recognition might be negotiated piece by piece, beginning with shared access to strength
  calculations. Surveyors on both sides were trained in the same institutes and use the same
  formulas.
==== Icebreaker Programs Measure Ambition in Shipyards
by Alexandra Sandby-Kerr; Jan-Willem van der Meulen
on Dec. 2, 2025
- Five governments have announced heavy icebreakers for delivery before 2033, and all five depend on
  a handful of yards, foundries, and propulsion specialists that cannot meet those dates together.
- Finnish design offices have become the corridor through which every program must pass. They
  decide, in practice, whose hull is first to receive scarce engineering hours.
- Sharing a standard midship section would save two years and several national boasts. Negotiators
  have accepted the arithmetic and have yet to accept the loss of distinction.
- Interim charters of commercial tonnage deserve more attention than they have received,
  particularly for towing and survey work that needs thick steel but neither guns nor flags.
=== Minerals, Cables, and Seabeds
==== Greenland’s Mining Licenses Price Patience Above Ore
by Aviaja Kleist-Olsvig
on May 12, 2026
- Applicants for Greenlandic rare-earth licenses now win points for years of baseline fieldwork, a
  criterion that disadvantages well-funded newcomers and favors small firms that have wintered in
  the country.
- Municipal hearings have lengthened from two evenings to several months. Companies complain of
  cost, though investors surveyed for this article rate the resulting permits as harder to overturn.
- Processing remains the unresolved matter: no proposal yet explains where concentrate would be
  separated without recreating the very dependence that prospective buyers hope to escape.
- Slow licensing may prove a better filter of strategic capital than any screening law, since
  speculative owners are the first to tire of counting birds and sampling meltwater.
==== Tromsø Cable Accord Insures Data Before Disaster
by Siiri Näkkäläjärvi
on Aug. 25, 2026
- Signatories of the Tromsø Cable Accord reserve spare capacity for one another on nine northern
  systems, so that a severed line triggers rerouting within hours at a tariff fixed in advance.
- The agreement was concluded among operators, with ministries as witnesses. That order spared it
  the vocabulary of deterrence and secured the participation of two companies from outside the
  region.
- Satellite ground stations on Svalbard gain most, since a single fault there had threatened the
  delivery of weather data to forecasters across half a hemisphere.
- Sabotage is not mentioned anywhere in the text, an omission which its drafters regard as its
  principal strength and which several defense ministries have quietly welcomed.
==== Seabed Surveys Create Facts Before Claims Are Settled
by Alexandra Sandby-Kerr
on Feb. 4, 2025
- Overlapping continental-shelf submissions will take a decade or longer to resolve, but survey
  ships are meanwhile producing charts whose place-names, soundings, and sample archives favor
  whoever arrived with the better sonar.
- Publication is the decisive act. Data released under open terms have been cited by third parties
  regardless of origin, giving generous surveyors an influence that secretive ones forgo.
- The Svalinn Seabed Survey, a university consortium, has offered to host contested datasets side by
  side without drawing boundaries. Three foreign ministries have declined and two have sent files.
=== Local Authority and Defense
==== Barents Fisheries Cooperation Survives by Staying Dull
by Eirik Solbakken Østby
on Aug. 19, 2025
- Annual quota talks in the Barents Sea continue to produce agreed figures because delegates confine
  themselves to cod, haddock, and capelin, and because neither capital wishes to explain an empty
  fish counter.
- Scientific exchange has narrowed to a shared spreadsheet and two calls a year. Stock models are
  drifting apart, so identical surveys could soon support incompatible advice.
- Coast guards preserve a hotline that is tested each Monday with a weather report. Proposals to
  raise its profile, however well meant, should be politely refused.
==== Reindeer Pastures Meet the Geography of Air Defense
by Siiri Näkkäläjärvi
on Jan. 27, 2026
- Radar sites, dispersal strips, and firing sectors planned for northern Fennoscandia overlap with
  calving grounds in eleven herding districts, several of which hold rights that planning law treats
  as property.
- Early consultation has moved two sites by less than four kilometers each without operational loss.
  Late consultation elsewhere has produced injunctions and a season of idle concrete.
- Herders possess detailed knowledge of snow, sightlines, and off-road movement that exercise
  planners have begun to pay for as expertise and no longer collect as courtesy.
- A standing joint board of herders, planners, and county officials would cost less each year than a
  single postponed exercise and might prevent several more.
==== Nuuk Builds a Foreign Service One Port Call at a Time
by Aviaja Kleist-Olsvig
on Apr. 23, 2025
- Greenland’s representatives abroad number fewer than thirty, so Nuuk increasingly conducts its
  external relations at the quayside, using visits by research, fisheries, and coast guard vessels
  as occasions for negotiation.
- A protocol desk in the harbor office now decides berth order, receptions, and access to data,
  small favors that larger partners have come to request in writing.
- Copenhagen retains defense and much of diplomacy by statute. Practice has outrun the division, and
  officials on both sides prefer not to litigate the difference.
==== Svalbard’s Landlords Learn to Say No Quietly
by Eirik Solbakken Østby; Alexandra Sandby-Kerr
on Oct. 13, 2026
- Housing shortages in Longyearbyen have become an instrument of policy: state companies that own
  most dwellings can decline a lease on grounds of avalanche zoning and need say nothing about the
  applicant.
- Treaty parties are entitled to equal commercial treatment, and none has an evident right to a
  spare apartment. Two research stations have shortened their seasons for want of beds.
- Refusal by building code is hard to challenge and easy to overuse. Publishing waiting lists would
  protect the practice from the suspicion that it already attracts.
- Norway’s partners should expect more decisions of this kind and fewer explanations, and would be
  wise to plan their field seasons around beds instead of flags.
pdf See PDF version here.
more For more Wexcombe coverage on the Arctic, see here.
"""


def make(target: Path) -> None:
    document = Document()
    document.core_properties.title = "Sea Lanes and Seabeds of the Arctic"
    document.core_properties.author = "The Wexcombe Institute for Strategic Analysis"
    document.core_properties.last_modified_by = "Editorial desk"
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = WRITTEN_AT
    add_styles(document)
    for kind, words in blocks():
        add_block(document, kind, words)
    buffer = io.BytesIO()
    document.save(buffer)
    target.write_bytes(with_fixed_moments(buffer.getvalue()))


def add_styles(document) -> None:
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(11)
    for name, italic in (("Byline", True), ("Dateline", False)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.italic = italic
        style.paragraph_format.space_after = Pt(2)


def blocks() -> Iterator[tuple[str, str]]:
    """Yield (kind, words) for each block of TEXT, wrapped lines joined."""
    for block in TEXT.strip().replace("\n  ", " ").splitlines():
        kind, _, rest = block.partition(" ")
        if kind in HEADINGS or kind in {"by", "on", "-", "pdf", "more"}:
            yield kind, rest
        else:
            yield "", block


def add_block(document, kind: str, words: str) -> None:
    if kind in HEADINGS:
        document.add_paragraph(words, style=HEADINGS[kind])
    elif kind == "by":
        document.add_paragraph("By " + listed(words.split("; ")), style="Byline")
    elif kind == "on":
        document.add_paragraph(words, style="Dateline")
        document.add_paragraph().add_run("Executive Summary").bold = True
    elif kind == "-":
        document.add_paragraph(words, style="List Bullet")
    elif kind in {"pdf", "more"}:
        before, _, after = words.rpartition("here")
        paragraph = document.add_paragraph(before)
        add_link(paragraph, "here", PDF if kind == "pdf" else COVERAGE)
        paragraph.add_run(after)
    else:
        document.add_paragraph(words)


def listed(names: list[str]) -> str:
    return " and ".join(names) if len(names) < 3 else ", ".join(names[:-1]) + ", and " + names[-1]


def add_link(paragraph: Paragraph, words: str, url: str) -> None:
    """Append a real hyperlink, which python-docx can read but not write."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(words)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def with_fixed_moments(package: bytes) -> bytes:
    """Return the package with the same timestamp on every member, so that the same text gives the same bytes."""
    fixed, old = io.BytesIO(), zipfile.ZipFile(io.BytesIO(package))
    with old, zipfile.ZipFile(fixed, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, date_time=WRITTEN_AT.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            new.writestr(member, old.read(name))
    return fixed.getvalue()


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)

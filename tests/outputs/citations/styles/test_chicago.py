"""Chicago, 18th edition: entries of a bibliography, and full notes."""

from datetime import date

import pytest

from outputs.citations.styles import chicago
from tests.outputs.citations.works import CROWD, HOUSE, REPORT, in_periodical, people, report

ENTRIES = [
    (
        "no author",
        report(authors=()),
        "<em>Ferries Wait</em>. Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "the house itself",
        report(authors=HOUSE),
        "Caspian Institute. <em>Ferries Wait</em>. Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "an institution",
        report(authors=people("Harbor Board")),
        "Harbor Board. <em>Ferries Wait</em>. Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "one",
        report(),
        "Krikorian, Onnik James. <em>Ferries Wait</em>. Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "two",
        report(authors=people("Ada Abel", "Jean-Paul van der Berg")),
        "Abel, Ada, and Jean-Paul van der Berg. <em>Ferries Wait</em>. Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "three",
        report(authors=people("Ada Abel", "Syed Fazl-e-Haider", "John Smith, Jr.")),
        "Abel, Ada, Syed Fazl-e-Haider, and John Smith Jr. <em>Ferries Wait</em>. Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "one name",
        report(authors=people("Plato")),
        "Plato. <em>Ferries Wait</em>. Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "seven",
        report(authors=people(*CROWD[:7])),
        "Ablea, Ann, Ann Ableb, Ann Ablec, et al. <em>Ferries Wait</em>. Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "twenty-one",
        report(authors=people(*CROWD)),
        "Ablea, Ann, Ann Ableb, Ann Ablec, et al. <em>Ferries Wait</em>. Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "no date",
        report(issued=None, accessed=date(2026, 5, 9)),
        "Krikorian, Onnik James. <em>Ferries Wait</em>. Strategic Snapshot. Caspian Institute, n.d. Accessed May 9, 2026. {URL}.",
    ),
    (
        "a colon",
        report(title="Ferries: A Long Wait"),
        "Krikorian, Onnik James. <em>Ferries: A Long Wait</em>. Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "a question",
        report(title="Who Waits?"),
        "Krikorian, Onnik James. <em>Who Waits?</em> Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "quotes",
        report(title="He Said “No” Twice"),
        "Krikorian, Onnik James. <em>He Said “No” Twice</em>. Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "quotes at the end",
        report(title="The Year of “No”"),
        "Krikorian, Onnik James. <em>The Year of “No.”</em> Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "markup",
        report(title="<em>Ferries</em> & More"),
        "Krikorian, Onnik James. <em>&lt;em&gt;Ferries&lt;/em&gt; &amp; More</em>. Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "a period",
        report(title="Ferries Wait in the U.S."),
        "Krikorian, Onnik James. <em>Ferries Wait in the U.S.</em> Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "a DOI",
        report(doi="10.1000/182<1>"),
        "Krikorian, Onnik James. <em>Ferries Wait</em>. Strategic Snapshot. Caspian Institute, March 1, 2026. https://doi.org/10.1000/182%3C1%3E.",
    ),
    (
        "no series",
        report(series=""),
        "Krikorian, Onnik James. <em>Ferries Wait</em>. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "edition 3",
        report(edition=3),
        "Krikorian, Onnik James. <em>Ferries Wait</em>. Strategic Snapshot. Edition 3. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "corrected",
        report(edition=2, is_corrected=True),
        "Krikorian, Onnik James. <em>Ferries Wait</em>. Strategic Snapshot. Edition 2, corrected. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "another language",
        report(title="Паромы ждут", authors=people("Анна Каренина"), language="ru"),
        "Каренина, Анна. <em>Паромы ждут</em>. Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "Arabic",
        report(title="مستقبل COP29", authors=people("آني دالي"), language="ar"),
        "دالي, آني. <bdi><em>مستقبل COP29</em></bdi>. Strategic Snapshot. Caspian Institute, March 1, 2026. {URL}.",
    ),
    (
        "in a periodical",
        in_periodical(),
        "Krikorian, Onnik James. “Ferries Wait.” <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026). {URL}.",
    ),
    (
        "its volume alone",
        in_periodical(issue=""),
        "Krikorian, Onnik James. “Ferries Wait.” <em>Caspian Monitor</em> 22 (March 1, 2026). {URL}.",
    ),
    (
        "its issue alone",
        in_periodical(volume=""),
        "Krikorian, Onnik James. “Ferries Wait.” <em>Caspian Monitor</em>, no. 5 (March 1, 2026). {URL}.",
    ),
    (
        "of the house in a periodical",
        in_periodical(authors=HOUSE),
        "Caspian Institute. “Ferries Wait.” <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026). {URL}.",
    ),
    (
        "quotes in a periodical",
        in_periodical(title='The "Old" Port Says “No”'),
        "Krikorian, Onnik James. “The ‘Old’ Port Says ‘No.’” <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026). {URL}.",
    ),
    (
        "a question in a periodical",
        in_periodical(title="Who Waits?"),
        "Krikorian, Onnik James. “Who Waits?” <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026). {URL}.",
    ),
    (
        "a period in a periodical",
        in_periodical(title="Ferries Wait."),
        "Krikorian, Onnik James. “Ferries Wait.” <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026). {URL}.",
    ),
    (
        "an abbreviation in a periodical",
        in_periodical(title="Ferries of the U.S."),
        "Krikorian, Onnik James. “Ferries of the U.S.” <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026). {URL}.",
    ),
    (
        "markup in a periodical",
        in_periodical(title="<em>Ferries</em> & More"),
        "Krikorian, Onnik James. “&lt;em&gt;Ferries&lt;/em&gt; &amp; More.” <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026). {URL}.",
    ),
    (
        "Arabic in a periodical",
        in_periodical(title="مستقبل COP29", authors=people("آني دالي")),
        "دالي, آني. <bdi>“مستقبل COP29.”</bdi> <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026). {URL}.",
    ),
    (
        "no date in a periodical",
        in_periodical(issued=None, accessed=date(2026, 5, 9)),
        "Krikorian, Onnik James. “Ferries Wait.” <em>Caspian Monitor</em> 22, no. 5 (n.d.). Accessed May 9, 2026. {URL}.",
    ),
    (
        "corrected in a periodical",
        in_periodical(edition=2, is_corrected=True),
        "Krikorian, Onnik James. “Ferries Wait.” Edition 2, corrected. <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026). {URL}.",
    ),
]

NOTES = [
    (
        "no author",
        report(authors=()),
        "<em>Ferries Wait</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "the house itself",
        report(authors=HOUSE),
        "Caspian Institute, <em>Ferries Wait</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "an institution",
        report(authors=people("Harbor Board")),
        "Harbor Board, <em>Ferries Wait</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "one",
        report(),
        "Onnik James Krikorian, <em>Ferries Wait</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "two",
        report(authors=people("Ada Abel", "Jean-Paul van der Berg")),
        "Ada Abel and Jean-Paul van der Berg, <em>Ferries Wait</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "three",
        report(authors=people("Ada Abel", "Syed Fazl-e-Haider", "John Smith, Jr.")),
        "Ada Abel et al., <em>Ferries Wait</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "one name",
        report(authors=people("Plato")),
        "Plato, <em>Ferries Wait</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "seven",
        report(authors=people(*CROWD[:7])),
        "Ann Ablea et al., <em>Ferries Wait</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "twenty-one",
        report(authors=people(*CROWD)),
        "Ann Ablea et al., <em>Ferries Wait</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "no date",
        report(issued=None, accessed=date(2026, 5, 9)),
        "Onnik James Krikorian, <em>Ferries Wait</em>, Strategic Snapshot (Caspian Institute, n.d.), accessed May 9, 2026, {URL}.",
    ),
    (
        "a colon",
        report(title="Ferries: A Long Wait"),
        "Onnik James Krikorian, <em>Ferries: A Long Wait</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "a question",
        report(title="Who Waits?"),
        "Onnik James Krikorian, <em>Who Waits?</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "quotes",
        report(title="He Said “No” Twice"),
        "Onnik James Krikorian, <em>He Said “No” Twice</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "quotes at the end",
        report(title="The Year of “No”"),
        "Onnik James Krikorian, <em>The Year of “No,”</em> Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "markup",
        report(title="<em>Ferries</em> & More"),
        "Onnik James Krikorian, <em>&lt;em&gt;Ferries&lt;/em&gt; &amp; More</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "a period",
        report(title="Ferries Wait in the U.S."),
        "Onnik James Krikorian, <em>Ferries Wait in the U.S.</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "a DOI",
        report(doi="10.1000/182<1>"),
        "Onnik James Krikorian, <em>Ferries Wait</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), https://doi.org/10.1000/182%3C1%3E.",
    ),
    (
        "no series",
        report(series=""),
        "Onnik James Krikorian, <em>Ferries Wait</em> (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "edition 3",
        report(edition=3),
        "Onnik James Krikorian, <em>Ferries Wait</em>, Strategic Snapshot, edition 3 (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "corrected",
        report(edition=2, is_corrected=True),
        "Onnik James Krikorian, <em>Ferries Wait</em>, Strategic Snapshot, edition 2, corrected (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "another language",
        report(title="Паромы ждут", authors=people("Анна Каренина"), language="ru"),
        "Анна Каренина, <em>Паромы ждут</em>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "Arabic",
        report(title="مستقبل COP29", authors=people("آني دالي"), language="ar"),
        "آني دالي, <bdi><em>مستقبل COP29</em></bdi>, Strategic Snapshot (Caspian Institute, March 1, 2026), {URL}.",
    ),
    (
        "in a periodical",
        in_periodical(),
        "Onnik James Krikorian, “Ferries Wait,” <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026), {URL}.",
    ),
    (
        "its volume alone",
        in_periodical(issue=""),
        "Onnik James Krikorian, “Ferries Wait,” <em>Caspian Monitor</em> 22 (March 1, 2026), {URL}.",
    ),
    (
        "its issue alone",
        in_periodical(volume=""),
        "Onnik James Krikorian, “Ferries Wait,” <em>Caspian Monitor</em>, no. 5 (March 1, 2026), {URL}.",
    ),
    (
        "of the house in a periodical",
        in_periodical(authors=HOUSE),
        "Caspian Institute, “Ferries Wait,” <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026), {URL}.",
    ),
    (
        "quotes in a periodical",
        in_periodical(title='The "Old" Port Says “No”'),
        "Onnik James Krikorian, “The ‘Old’ Port Says ‘No,’” <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026), {URL}.",
    ),
    (
        "a question in a periodical",
        in_periodical(title="Who Waits?"),
        "Onnik James Krikorian, “Who Waits?,” <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026), {URL}.",
    ),
    (
        "a period in a periodical",
        in_periodical(title="Ferries Wait."),
        "Onnik James Krikorian, “Ferries Wait,” <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026), {URL}.",
    ),
    (
        "an abbreviation in a periodical",
        in_periodical(title="Ferries of the U.S."),
        "Onnik James Krikorian, “Ferries of the U.S.,” <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026), {URL}.",
    ),
    (
        "markup in a periodical",
        in_periodical(title="<em>Ferries</em> & More"),
        "Onnik James Krikorian, “&lt;em&gt;Ferries&lt;/em&gt; &amp; More,” <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026), {URL}.",
    ),
    (
        "Arabic in a periodical",
        in_periodical(title="مستقبل COP29", authors=people("آني دالي")),
        "آني دالي, <bdi>“مستقبل COP29,”</bdi> <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026), {URL}.",
    ),
    (
        "no date in a periodical",
        in_periodical(issued=None, accessed=date(2026, 5, 9)),
        "Onnik James Krikorian, “Ferries Wait,” <em>Caspian Monitor</em> 22, no. 5 (n.d.), accessed May 9, 2026, {URL}.",
    ),
    (
        "corrected in a periodical",
        in_periodical(edition=2, is_corrected=True),
        "Onnik James Krikorian, “Ferries Wait,” edition 2, corrected, <em>Caspian Monitor</em> 22, no. 5 (March 1, 2026), {URL}.",
    ),
]


@pytest.mark.parametrize(("work", "expected"), [pytest.param(*row, id=name) for name, *row in ENTRIES])
def test_an_entry_is_as_the_manual_has_it(work, expected):
    assert chicago.entry(work).html == expected.format(URL=REPORT.url)


@pytest.mark.parametrize(("work", "expected"), [pytest.param(*row, id=name) for name, *row in NOTES])
def test_a_note_is_as_the_manual_has_it(work, expected):
    assert chicago.note(work).html == expected.format(URL=REPORT.url)

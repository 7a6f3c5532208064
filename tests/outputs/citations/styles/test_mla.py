"""MLA, 9th edition: entries of a list of works cited."""

from datetime import date

import pytest

from outputs.citations.styles import mla
from tests.outputs.citations.works import CROWD, HOUSE, REPORT, in_periodical, people, report

ENTRIES = [
    (
        "no author",
        report(authors=()),
        "<em>Ferries Wait</em>. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "the house itself",
        report(authors=HOUSE),
        "<em>Ferries Wait</em>. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "an institution",
        report(authors=people("Harbor Board")),
        "Harbor Board. <em>Ferries Wait</em>. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "one",
        report(),
        "Krikorian, Onnik James. <em>Ferries Wait</em>. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "two",
        report(authors=people("Ada Abel", "Jean-Paul van der Berg")),
        "Abel, Ada, and Jean-Paul van der Berg. <em>Ferries Wait</em>. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "three",
        report(authors=people("Ada Abel", "Syed Fazl-e-Haider", "John Smith, Jr.")),
        "Abel, Ada, et al. <em>Ferries Wait</em>. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "one name",
        report(authors=people("Plato")),
        "Plato. <em>Ferries Wait</em>. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "seven",
        report(authors=people(*CROWD[:7])),
        "Ablea, Ann, et al. <em>Ferries Wait</em>. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "twenty-one",
        report(authors=people(*CROWD)),
        "Ablea, Ann, et al. <em>Ferries Wait</em>. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "no date",
        report(issued=None, accessed=date(2026, 5, 9)),
        "Krikorian, Onnik James. <em>Ferries Wait</em>. Caspian Institute, {URL}. Accessed 9 May 2026. Strategic Snapshot.",
    ),
    (
        "a colon",
        report(title="Ferries: A Long Wait"),
        "Krikorian, Onnik James. <em>Ferries: A Long Wait</em>. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "a question",
        report(title="Who Waits?"),
        "Krikorian, Onnik James. <em>Who Waits?</em> Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "quotes",
        report(title="He Said “No” Twice"),
        "Krikorian, Onnik James. <em>He Said “No” Twice</em>. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "quotes at the end",
        report(title="The Year of “No”"),
        "Krikorian, Onnik James. <em>The Year of “No.”</em> Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "markup",
        report(title="<em>Ferries</em> & More"),
        "Krikorian, Onnik James. <em>&lt;em&gt;Ferries&lt;/em&gt; &amp; More</em>. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "a period",
        report(title="Ferries Wait in the U.S."),
        "Krikorian, Onnik James. <em>Ferries Wait in the U.S.</em> Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "a DOI",
        report(doi="10.1000/182<1>"),
        "Krikorian, Onnik James. <em>Ferries Wait</em>. Caspian Institute, 1 Mar. 2026, https://doi.org/10.1000/182%3C1%3E. Strategic Snapshot.",
    ),
    (
        "no series",
        report(series=""),
        "Krikorian, Onnik James. <em>Ferries Wait</em>. Caspian Institute, 1 Mar. 2026, {URL}.",
    ),
    (
        "edition 3",
        report(edition=3),
        "Krikorian, Onnik James. <em>Ferries Wait</em>. Edition 3. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "corrected",
        report(edition=2, is_corrected=True),
        "Krikorian, Onnik James. <em>Ferries Wait</em>. Edition 2, corrected. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "another language",
        report(title="Паромы ждут", authors=people("Анна Каренина"), language="ru"),
        "Каренина, Анна. <em>Паромы ждут</em>. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "Arabic",
        report(title="مستقبل COP29", authors=people("آني دالي"), language="ar"),
        "دالي, آني. <bdi><em>مستقبل COP29</em></bdi>. Caspian Institute, 1 Mar. 2026, {URL}. Strategic Snapshot.",
    ),
    (
        "in a periodical",
        in_periodical(),
        "Krikorian, Onnik James. “Ferries Wait.” <em>Caspian Monitor</em>, vol. 22, no. 5, 1 Mar. 2026, {URL}.",
    ),
    (
        "its volume alone",
        in_periodical(issue=""),
        "Krikorian, Onnik James. “Ferries Wait.” <em>Caspian Monitor</em>, vol. 22, 1 Mar. 2026, {URL}.",
    ),
    (
        "its issue alone",
        in_periodical(volume=""),
        "Krikorian, Onnik James. “Ferries Wait.” <em>Caspian Monitor</em>, no. 5, 1 Mar. 2026, {URL}.",
    ),
    (
        "of the house in a periodical",
        in_periodical(authors=HOUSE),
        "Caspian Institute. “Ferries Wait.” <em>Caspian Monitor</em>, vol. 22, no. 5, 1 Mar. 2026, {URL}.",
    ),
    (
        "quotes in a periodical",
        in_periodical(title='The "Old" Port Says “No”'),
        "Krikorian, Onnik James. “The ‘Old’ Port Says ‘No.’” <em>Caspian Monitor</em>, vol. 22, no. 5, 1 Mar. 2026, {URL}.",
    ),
    (
        "a question in a periodical",
        in_periodical(title="Who Waits?"),
        "Krikorian, Onnik James. “Who Waits?” <em>Caspian Monitor</em>, vol. 22, no. 5, 1 Mar. 2026, {URL}.",
    ),
    (
        "a period in a periodical",
        in_periodical(title="Ferries Wait."),
        "Krikorian, Onnik James. “Ferries Wait.” <em>Caspian Monitor</em>, vol. 22, no. 5, 1 Mar. 2026, {URL}.",
    ),
    (
        "an abbreviation in a periodical",
        in_periodical(title="Ferries of the U.S."),
        "Krikorian, Onnik James. “Ferries of the U.S.” <em>Caspian Monitor</em>, vol. 22, no. 5, 1 Mar. 2026, {URL}.",
    ),
    (
        "markup in a periodical",
        in_periodical(title="<em>Ferries</em> & More"),
        "Krikorian, Onnik James. “&lt;em&gt;Ferries&lt;/em&gt; &amp; More.” <em>Caspian Monitor</em>, vol. 22, no. 5, 1 Mar. 2026, {URL}.",
    ),
    (
        "Arabic in a periodical",
        in_periodical(title="مستقبل COP29", authors=people("آني دالي")),
        "دالي, آني. <bdi>“مستقبل COP29.”</bdi> <em>Caspian Monitor</em>, vol. 22, no. 5, 1 Mar. 2026, {URL}.",
    ),
    (
        "no date in a periodical",
        in_periodical(issued=None, accessed=date(2026, 5, 9)),
        "Krikorian, Onnik James. “Ferries Wait.” <em>Caspian Monitor</em>, vol. 22, no. 5, {URL}. Accessed 9 May 2026.",
    ),
    (
        "corrected in a periodical",
        in_periodical(edition=2, is_corrected=True),
        "Krikorian, Onnik James. “Ferries Wait.” Edition 2, corrected. <em>Caspian Monitor</em>, vol. 22, no. 5, 1 Mar. 2026, {URL}.",
    ),
]


@pytest.mark.parametrize(("work", "expected"), [pytest.param(*row, id=name) for name, *row in ENTRIES])
def test_an_entry_is_as_the_handbook_has_it(work, expected):
    assert mla.entry(work).html == expected.format(URL=REPORT.url)

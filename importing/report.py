"""A description of a plan for the command line."""

from importing.matching import ArticleMatch, Plan, Status, snapshot_status

UNSURE = 0.5  # articles read with less confidence are listed


def counted(number: int, noun: str) -> str:
    """Return the number with its noun: "1 point", "2 points"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def lines_of(plan: Plan) -> list[str]:
    """Return what importing would do, line by line: the snapshot, each article, authors, topics and warnings."""
    series = f"Series: {plan.series.name}. " if plan.series else ""
    said = [f"{series}Snapshot ({snapshot_status(plan).value}): {plan.title}"]
    said.append(f"  Read with a confidence of {plan.outline.confidence:.0%}")
    said += [f"  {doubt}" for doubt in plan.outline.doubts]
    said.append(
        f"  {counted(len(plan.outline.intro), 'paragraph')}"
        + (f"; “{plan.outline.selection_heading}”" if plan.outline.selection_heading else "")
    )
    for section, place in zip(plan.outline.sections, plan.places, strict=True):
        said.append(f"  {section.title or '(without a title)'}")
        said += [f"    {_article(plan.articles[number])}" for number in place]
    said += [
        f"  Author (new): {match.name}" + _resembles(match.candidates)
        for match in plan.authors.values()
        if match.author is None
    ]
    said += _topics(plan)
    said += [
        f"  Line {warning.line}: {warning.message}" for warning in plan.outline.warnings if warning.code != "doubtful"
    ]
    return said


def _article(match: ArticleMatch) -> str:
    outline = match.outline
    byline = ", ".join(outline.authors) or "no author"
    line = f"{match.status.value:8}{outline.title} | {byline} | {outline.date or 'no date'}"
    if outline.confidence < UNSURE:
        line += f" (read with a confidence of {outline.confidence:.0%})"
    if match.status is Status.UNSURE:
        line += "; it may be " + " or ".join(
            f"“{article.title}” ({article.published_on})" for article in match.candidates
        )
    if match.changes:
        line += ": " + "; ".join(match.changes)
    return f"{line}; {counted(len(outline.summary), 'point')}" if match.status is Status.NEW else line


def _resembles(candidates: list) -> str:
    return " (resembles " + ", ".join(f"“{author.name}”" for author in candidates) + ")" if candidates else ""


def _topics(plan: Plan) -> list[str]:
    given: dict[str, list[str]] = {}
    for match in plan.with_status(Status.NEW) + plan.undecided:
        for subject in match.subjects:
            given.setdefault(subject.key, []).append(match.outline.title)
    names = {subject.key: subject for match in plan.articles for subject in match.subjects}
    said = []
    for key, titles in given.items():
        subject = names[key]
        what = "Topic" if subject.topic else "Topic (new)"
        if plan.coverage and key == plan.coverage.key:
            given_to = f"for the snapshot and {counted(len(titles), 'new article')}"
            said.append(f"  {what}: {subject.name}, behind the coverage line; {given_to}")
        else:
            said.append(f"  {what}: {subject.name}, named in the title of {counted(len(titles), 'new article')}")
    return said

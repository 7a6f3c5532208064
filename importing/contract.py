"""The outline as the JSON object that `import_snapshot --json` prints (design, section 5)."""

from dataclasses import asdict

from importing.outline import ArticleOutline, Outline


def as_json(outline: Outline) -> dict:
    """Return `outline` as plain data with exactly the keys that the command documents."""
    return {
        "title": outline.title,
        "series": outline.series,
        "intro": [paragraph.text for paragraph in outline.intro],
        "selection_heading": outline.selection_heading,
        "sections": [
            {"title": section.title, "articles": [_article(article) for article in section.articles]}
            for section in outline.sections
        ],
        "pdf_link": outline.pdf_label is not None,
        "pdf_url": outline.pdf_url,
        "more_coverage": outline.more_coverage,
        "more_coverage_url": outline.more_coverage_url,
        "confidence": outline.confidence,
        "warnings": [asdict(warning) for warning in outline.warnings],
    }


def _article(article: ArticleOutline) -> dict:
    return {
        "title": article.title,
        "authors": list(article.authors),
        "date": article.date.isoformat() if article.date else None,
        "summary_label": article.summary_label,
        "summary": [point.text for point in article.summary],
        "url": article.url,
        "confidence": article.confidence,
    }

"""What a tag's attributes say about its words: bold, hidden, a Word or Google bullet, boilerplate."""

import re
from dataclasses import replace

from importing.reading.inline import Looks

STRONG, EM = {"b", "strong"}, {"i", "em", "cite", "var", "dfn"}
HIDDEN = re.compile(
    r"(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|font-size:0(?:px|pt|em)?(?:;|!|$)"
    r"|max-height:0(?:px)?;overflow:hidden)"
)
HIDDEN_CLASSES = {"screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden", "u-hidden", "hidden"}
GOOGLE_CLASS = re.compile(r"c\d+")
GOOGLE_RULE = re.compile(r"\.(c\d+)\s*\{([^{}]*)\}")
GOOGLE_LIST = re.compile(r"(?:^|\s)lst-\w+-(\d)")
WORD_LEVEL = re.compile(r"mso-list:[^;]{0,40}?level(\d)")
MARGIN = re.compile(r"margin-left:(\d+(?:\.\d+)?)(pt|in|cm|px)")
POINTS = {"pt": 1, "in": 72, "cm": 28.35, "px": 0.75}

# What is left out, in the words of the warning. Class names are those of WordPress, Drupal, Elementor,
# Mailchimp and common plugins. They must match a whole class, because “social-policy” is also a topic.
HIDDEN_KIND, DELETED_KIND, MORE_KIND = "hidden text", "deleted text", "read more"
BY_TAG = {"nav": "navigation", "aside": "side box", "footer": "footer", "header": "page header"}
BY_TAG |= dict.fromkeys(
    ("button", "select", "textarea", "option", "label", "legend", "datalist"), "buttons or form fields"
)
BY_TAG |= {"figcaption": "caption", "form": "form", "dialog": "pop-up", "svg": "words in a drawing"}
BY_ROLE = {"navigation": "navigation", "banner": "page header", "contentinfo": "footer", "search": "form"}
BY_ROLE |= {
    "complementary": "side box",
    "dialog": "pop-up",
    "alertdialog": "pop-up",
    "button": "buttons or form fields",
}
BY_CLASS = {
    r"(?:wp-|image-|photo-|figure-|media-)?caption(?:-text)?": "caption",
    r"(?:site-|main-|primary-|top-|page-|post-|posts-|mobile-)?(?:nav|navbar|navigation|menu)(?:-links|-menu|-container|-wrapper)?"
    r"|breadcrumbs?|pagination|page-numbers|skip-link|yoast-breadcrumbs?": "navigation",
    r"site-header|masthead|topbar|top-bar|global-header": "page header",
    r"footer|(?:site|page|email|global)-footer|colophon|footer-widgets?|mcnfooter\w*|templatefooter": "footer",
    r"preheader|templatepreheader": "newsletter header",
    r"sidebar(?:-\w+)?|widget|widget-area|widget_\w+": "side box",
    r"share|sharing|(?:social|post|td-post|article|entry)-(?:share|sharing|social)|social|social-(?:links|icons|buttons|media|share|nav)"
    r"|share-(?:buttons?|links|bar|this|dev)|sharedaddy|sd-\w+|addtoany\w*|a2a_kit|addthis\w*|wp-block-social-links?"
    r"|elementor-widget-share-buttons|mcnshare\w*|mcnfollow\w*": "share buttons",
    r"related|related-(?:posts?|articles?|content|stories|reading)|jp-relatedposts|yarpp\S*|recommended|recommendations"
    r"|more-(?:posts|stories|articles|from)|you-may-also-like|read-next|up-next": "related posts",
    r"comments?|comments?-(?:area|list|form|respond|section|reply)|respond|disqus_thread": "comments",
    r"(?:cookie|consent|gdpr|onetrust|cmplz|cky|cookiebot|cybot)\S*": "cookie notice",
    r"subscribe|subscription|sign-?up|mc_embed_signup|optin|newsletter-(?:form|sign-?up|box|subscribe|widget)"
    r"|(?:subscribe|signup)-(?:form|box|widget)|popup|modal": "sign-up form",
    r"more-link|read-?more|readmore-link|continue-reading": MORE_KIND,
    r"ads?|advert\S*|adsbygoogle|sponsored|sponsor-box|promo|promo-box": "advertisement",
}
CLASSES = [(re.compile(pattern, re.I), kind) for pattern, kind in BY_CLASS.items()]
PAGE_ITSELF = {"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"}


def style_of(attributes: dict[str, str]) -> str:
    """Return the style attribute without spaces, in lowercase."""
    return re.sub(r"\s+", "", attributes.get("style", "")).lower()


def looks_of(tag: str, attributes: dict[str, str], google: dict[str, str], looks: Looks) -> Looks:
    """Return the formatting of words in this tag inside `looks`. `google` is the style sheet of a Google export."""
    style = ";".join([*(google.get(name, "") for name in attributes.get("class", "").split()), style_of(attributes)])
    if tag in STRONG:
        looks = replace(looks, strong=True)
    elif tag in EM:
        looks = replace(looks, em=True)
    elif tag in ("sub", "sup"):
        looks = replace(looks, script=tag)
    if weight := re.search(r"font-weight:(bold|normal|lighter|[1-9]00)", style):
        looks = replace(looks, strong=weight[1] in ("bold", "600", "700", "800", "900"))
    if slant := re.search(r"font-style:(italic|oblique|normal)", style):
        looks = replace(looks, em=slant[1] != "normal")
    return looks


def google_styles(sheet: str) -> dict[str, str]:
    """Return the rules of a Google Docs export (`.c3{font-weight:700}`).

    Other style sheets are not read, because they may hide something on one kind of screen only.
    """
    return {name: re.sub(r"\s+", "", rule).lower() for name, rule in GOOGLE_RULE.findall(sheet)}


def furniture(tag: str, attributes: dict[str, str], is_fragment: bool = False) -> str | None:
    """Return the kind of page boilerplate that this tag opens (the words of a warning), or None.

    `is_fragment`: not a web page, so only hidden elements count.
    """
    if is_fragment and not attributes:
        return None
    if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true" or tag in ("template", "noscript"):
        return HIDDEN_KIND
    if "style" in attributes and HIDDEN.search(style_of(attributes)):
        return HIDDEN_KIND
    names = [*attributes.get("class", "").split(), attributes.get("id", "")]
    if HIDDEN_CLASSES.intersection(names):
        return HIDDEN_KIND
    if is_fragment:
        return None
    if "data-nosnippet" in attributes:  # search engines are told to leave it out, too
        return "side box"
    kind = BY_TAG.get(tag) or BY_ROLE.get(attributes.get("role", "").lower())
    if kind or tag in PAGE_ITSELF or "hentry" in names:
        return kind
    return next((kind for name in names[:30] if name for rule, kind in CLASSES if rule.fullmatch(name)), None)


def bullet_level(tag: str, attributes: dict[str, str], depth: int) -> int:
    """Return the depth of the bullet that this tag opens (1 is outermost), or 0 if it opens none.

    `depth` is the number of enclosing lists. Word writes bullets as paragraphs, Google writes lists side by side.
    """
    if tag == "li":
        return max(depth, 1)
    name, style = attributes.get("class", ""), style_of(attributes)
    if found := WORD_LEVEL.search(style):
        return max(int(found[1]), 1)
    if found := re.match(r"MsoList(?:Bullet|Number)(\d?)", name):
        return int(found[1] or 1)
    return 0


def indented_level(attributes: dict[str, str]) -> int:
    """Return the depth of a bullet that Word's filtered HTML shows only by its margin (half an inch per level)."""
    found = MARGIN.search(style_of(attributes))
    return min(max(round(float(found[1]) * POINTS[found[2]] / 36), 1), 6) if found else 1


def list_depth(attributes: dict[str, str], depth: int) -> int:
    found = GOOGLE_LIST.search(attributes.get("class", ""))
    return int(found[1]) + 1 if found else depth + 1

"""What a page shows and what it hides, measured in the browser: text cut off, lost or faint, and what is folded."""

from playwright.sync_api import Page

# Text set in the space that WCAG 1.4.12 lets a reader ask for. What drawings say stands in a table below them, too.
# An adopted sheet, since the content policy lets no other in.
SPACED = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }
    svg, svg * { line-height: normal !important; letter-spacing: normal !important; word-spacing: normal !important }`)
  document.adoptedStyleSheets = [sheet]
}"""

OPEN_FOLDS = "() => document.querySelectorAll('details').forEach(fold => { fold.open = true })"

# What is in view for nobody is for those who hear the page; heads of two sides stand on a phone in each of them.
SHOWN = """
  const forTheEar = '.visually-hidden, .skip-link, .alerts-trap, title, desc, .side-by-side thead'
  const isForTheEar = element => element.closest(forTheEar) !== null
  const isShown = element => element.checkVisibility({ visibilityProperty: true }) && !isForTheEar(element)
  const texts = () => {
    const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
      const text = walk.currentNode
      if (text.data.trim() && isShown(text.parentElement)) found.push(text)
    }
    return found
  }
"""

CUT_OFF = f"""() => {{
  {SHOWN}
  const found = []
  if (document.documentElement.scrollWidth > innerWidth) found.push('wider than the window')
  const known = new Map([[document.body, {{ frames: [], isScrolled: false }}]])
  const around = element => {{
    if (known.has(element)) return known.get(element)
    const outer = around(element.parentElement), style = getComputedStyle(element)
    const isInDrawing = element instanceof SVGElement && element.localName !== 'svg'
    const hides = !isInDrawing && /hidden|clip/.test(style.overflowX + style.overflowY)
    const here = {{
      frames: hides ? [...outer.frames, element] : outer.frames,
      isScrolled: outer.isScrolled || /auto|scroll/.test(style.overflowX),
    }}
    known.set(element, here)
    return here
  }}
  for (const text of texts()) {{
    const range = document.createRange()
    range.selectNodeContents(text)
    const boxes = [...range.getClientRects()].filter(box => box.width > 0 && box.height > 0)
    const {{ frames, isScrolled }} = around(text.parentElement)
    const name = text.data.trim().slice(0, 60)
    // An ellipsis says that there is more; the name of a section stands whole above its articles.
    if (frames.some(element => getComputedStyle(element).textOverflow === 'ellipsis')) continue
    for (const element of frames) {{
      const frame = element.getBoundingClientRect()
      const isCut = box => box.left < frame.left - 2 || box.right > frame.right + 2
        || box.top + box.height / 4 < frame.top || box.bottom - box.height / 4 > frame.bottom
      if (boxes.some(isCut)) found.push(`cut off by ${{element.localName}}.${{element.getAttribute('class')}}: ${{name}}`)
    }}
    if (!isScrolled && boxes.some(box => box.left < -1 || box.right > innerWidth + 1)) found.push(`out of sight: ${{name}}`)
  }}
  return found
}}"""

# Contrast of each text with the grounds it stands on, by the formula of WCAG 2.
TOO_FAINT = f"""least => {{
  {SHOWN}
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {{ willReadFrequently: true }}), read = new Map()
  const rgba = color => {{
    if (!read.has(color)) {{
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = color
      canvas.fillRect(0, 0, 1, 1)
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
      read.set(color, [r, g, b, a / 255])
    }}
    return read.get(color)
  }}
  const over = ([r, g, b, a], [R, G, B]) => [[r, R], [g, G], [b, B]].map(([top, below]) => top * a + below * (1 - a))
  const ground = element => {{
    if (element === null) return [255, 255, 255]
    const color = rgba(getComputedStyle(element).backgroundColor)
    return color[3] === 1 ? color : over(color, ground(element.parentElement))
  }}
  const light = color => {{
    const [r, g, b] = color.map(each => each / 255).map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }}
  const found = []
  for (const text of texts()) {{
    const element = text.parentElement, style = getComputedStyle(element), below = ground(element)
    const [one, other] = [light(over(rgba(element instanceof SVGElement ? style.fill : style.color), below)), light(below)]
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
    if (contrast < least) found.push(`${{contrast.toFixed(2)}} : 1: ${{text.data.trim().slice(0, 60)}}`)
  }}
  return found
}}"""

WORDS_AND_LINKS = f"""() => {{
  {SHOWN}
  const links = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary')].filter(isShown)
  return [...new Set([...texts().map(text => text.data.trim()), ...links.map(link => link.getAttribute('href') ?? '')])]
}}"""


def cut_off(page: Page) -> list[str]:
    """Return the texts of which a part cannot be seen, nor scrolled to within its frame; and a page that is too wide."""
    return page.evaluate(CUT_OFF)


def words_and_links(page: Page) -> list[str]:
    """Return the texts that are shown, and where the links lead that are."""
    return page.evaluate(WORDS_AND_LINKS)


def too_faint(page: Page, least: float = 7) -> list[str]:
    """Return the texts whose contrast with their ground is less than that."""
    return page.evaluate(TOO_FAINT, least)


def open_folds(page: Page) -> None:
    """Open whatever is folded."""
    page.evaluate(OPEN_FOLDS)

"""Contrast between two colors: WCAG 2.2, “contrast ratio” and “relative luminance”."""

Color = tuple[float, float, float]  # sRGB, 0 to 255


def ratio(one: Color, other: Color) -> float:
    """Return the contrast ratio, from 1 (same color) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: Color) -> float:
    """Return the relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def color_of(value: str) -> Color:
    """Parse # followed by six hexadecimal digits."""
    return tuple(int(value[at : at + 2], 16) for at in (1, 3, 5))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

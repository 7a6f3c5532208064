"""Words next to and within names (titles, degrees, posts, particles), and words that never occur in names."""

import re

HONORIFIC = re.compile(
    r"(?:(?:dr|prof|amb|gen|lt|col|maj|capt|cdr|adm|brig|sgt|sen|rep|hon|rev|mr|mrs|ms|mx|miss|vadm|radm|univ|ph|mag)\."
    r"|(?:dr|mr|mrs|ms|prof|amb)(?=\s)|ambassador|professor|doctor|senator)\s*(?=\S)",
    re.I,
)
DEGREE = re.compile(
    r"(?:ph\.?\s?d|d\.?\s?phil|m\.?\s?phil|m\.?b\.?a|m\.?p\.?a|m\.?p\.?p|m\.?a|b\.?a|m\.?sc|b\.?sc|m\.d|md|j\.?d|ll\.?[mbd]"
    r"|esq|cfa|obe|cbe|mbe|kbe|ret|usn|usa|usaf|usmc|r\.?n)\.?|\(ret\.?\)",
    re.I,
)
GENERATION = re.compile(r"(?:jr|sr|jnr|snr)\.?|i{2,3}|iv|vi{0,3}", re.I)
AFFILIATION = re.compile(
    r"\b(?:institut\w*|universit\w*|universidad|college|cent(?:er|re|rum)|school|foundation|fellow|professor|director|analyst"
    r"|editor|researcher|research|scholar|expert|consultant|correspondent|journalist|reporter|writer|columnist|advis[eo]r"
    r"|lecturer|president|chair(?:man|woman|person)?|council|academy|ministry|department|studies|society|association"
    r"|program(?:me)?|initiative|think\s+tank|group|laboratory|lab|observatory|bureau|office|policy|affairs|staff"
    r"|ambassador|general|colonel|contributor|intern|associate|specialist|manager|founder|officer|candidate|chief|senior|visiting)\b",
    re.I,
)
PARTICLE_WORDS = (
    "van der den de la le las los del della di da do dos das du von zu zur zum af av bin bint ibn al el "
    "ben abu ter ten y e i und oglu oğlu ogly qizi qızı kyzy uulu ap of'"
)
PARTICLES = frozenset(PARTICLE_WORDS.split())
PROSE_WORDS = (
    "the of in to for on at from with as is are was were be by after over under amid between against into"
    " through a an its their his her how why what when where who will would can could may might must not "
    "no near off up down out or but than that this these those despite toward towards within without "
    "along across during since until if it has have had grows grow faces face moves seeks"
)
PROSE = frozenset(PROSE_WORDS.split())

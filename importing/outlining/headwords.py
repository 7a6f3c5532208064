"""Words that occur in headings (sections and titles) and hardly ever in names.

Includes words that are also family names (Power, Price, Peace, Rivers, West): one of them in a name proves nothing, but
a line of only such words is not a name. The list is incomplete and only a hint: position comes first.
"""

SUBJECTS = """
    access affairs agreement agreements agriculture aid alliance alliances ambitions analysis arms army assessment
    balance ballots bank banks base battle bloc border borders budget business campaign canal capital challenge
    challenges change channel choice choices city civil climate coalition coast coasts commentary commerce community
    competition conflict conflicts connectivity conscription constitution cooperation corridor corridors corruption
    costs coup coverage crime crises crisis culture cyber dam dams danger data deal deals debate debt defense
    democracy deterrence developments dialogue dilemma diplomacy disinformation dispute disputes drones drought
    economic economics economies economy education election elections electricity embassy energy environment era
    escalation espionage events exports factory farming farms ferries ferry finance fisheries fishing fleet fleets
    food force forces forecast fragile freight frontier frontiers fuel future gas geopolitics global goods
    governance government grain grid growth harbor harbors health highways history housing hulls identity ideology
    impact imports industry inflation influence infrastructure innovation insurgency intelligence interests
    investment islands issues jobs justice labor land lanes launch law leaders leadership lessons logistics majority
    maritime market markets media migration military mines mining minister ministers minorities missile missiles
    missions momentum money monitor nation nationalism nations naval navy negotiations networks news norms
    nuclear oil oligarchs operations opinion opposition options order orders outlook outreach overview pact
    parliament parliaments parties partners partnership partnerships party patterns peace people perspectives
    phase pipeline pipelines plan plans pledges police policies policy political politics port ports power powers
    presence president pressure prices priorities prison process production profile project projects propaganda
    prospects protection protest protests province question questions rail railway railways raids ranks reaction
    reactions record recovery referendum reform reforms refugees regime region regions register registers regulation
    relations religion report reports research reserves resilience resources response review rights risk risks
    rivalry rivers road roads route routes rule rules sabotage sanctions sea seas sector secrets security seasons
    separatism shift shipping ships shipyards situation society soft sovereignty space spies stability stakes
    state states status storm strategies strategy strike strikes struggle succession summit supply support talks
    tariff tariffs tax taxes technology territory terrorism threat threats ties towns trade traffic transit
    transition transport treaties treaty trends troops truce unrest update updates valley vessels veterans victory
    views village violence volumes vote voters wages war warfare wars water waters weapons weather week wheat winners
    workers world year years yard
"""
QUALITIES = """
    again ahead all annual another arctic asian atlantic baltic bilateral black central clandestine closed coastal
    collective common continental developing digital domestic eastern emerging european external final first
    foreign forgotten former fresh full general great greater hidden high hybrid inner inside internal
    international joint key last latest local lost main major middle multilateral multinational
    national neighboring new next north northern old open other outer pacific public quiet recent regional
    rural russian second secret shared short silent small social south southeast southern southwest special strategic
    tactical third total transatlantic trilateral ukrainian uncertain under unfinished upper urban weekly western
    west east northeast northwest wider world's
"""
DEEDS = """
    after agree agrees agreed builds building closes comes counting counts cuts deepens delays dredges eyes expands
    faces falls gains goes going grows holds hopes keeps launches leads looks loses looms makes meets moves names
    opens reopens resumes returns rises rising says seeks selling sends shifts signals sinks slows speeds splits
    stalls strengthens struggles tests turns wanted wants weighs wins
"""
PLACES = """
    africa america americas asia europe eurasia caucasus balkans caspian mediterranean sahel gulf afghanistan albania
    algeria argentina armenia australia austria azerbaijan bangladesh belarus belgium bosnia brazil bulgaria canada
    china colombia croatia cuba cyprus czechia denmark egypt estonia ethiopia finland france germany greece greenland
    hungary iceland india indonesia iran iraq italy japan kazakhstan kenya korea kosovo kyrgyzstan latvia lebanon libya
    lithuania macedonia mali malaysia mexico moldova mongolia montenegro morocco myanmar netherlands niger nigeria
    norway pakistan palestine philippines poland portugal qatar romania russia serbia singapore slovakia slovenia
    somalia spain sudan sweden switzerland syria taiwan tajikistan thailand tunisia turkey türkiye turkmenistan
    ukraine uzbekistan venezuela vietnam yemen
"""
HEADWORDS = frozenset(f"{SUBJECTS} {QUALITIES} {DEEDS} {PLACES}".split())


def headword_share(words: list[str]) -> float:
    """Return the share of `words` that are heading words rather than names, 0 to 1."""
    return sum(1 for word in words if word.lower().strip(".,?!:;“”\"'’") in HEADWORDS) / len(words) if words else 0.0

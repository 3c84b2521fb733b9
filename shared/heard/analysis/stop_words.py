"""English function words that word counts and topics leave out.

Written as they stand after tokenising: lower case, straight apostrophes, no possessive ending.
"""

_ARTICLES_AND_PRONOUNS = """
a an the this that these those such
i me my mine myself we us our ours ourselves you your yours yourself yourselves
he him his himself she her hers herself it its itself they them their theirs themselves
one ones who whom whose which what whatever whoever someone somebody something anyone anybody anything
every everyone everybody everything nobody nothing none each other others another
"""
_VERBS = """
am is are was were be been being do does did doing done have has had having
can could may might must shall should will would ought cannot
get gets got getting go goes going went gone let lets
"""
_CONTRACTIONS = """
i'm i've i'd i'll we're we've we'd we'll you're you've you'd you'll he'd he'll she'd she'll it'd it'll
they're they've they'd they'll that'd that'll there'd there'll who'd who'll who've
isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't couldn't mustn't mightn't
shan't shouldn't won't wouldn't oughtn't needn't ain't
im ive id ill youre youve theyre theyve weve isnt arent wasnt werent dont doesnt didnt havent hasnt hadnt
cant couldnt shouldnt wont wouldnt
"""
_JOINING_WORDS = """
and or but nor so yet if then else because since although though unless until while whereas whether
as than of at by for with without about against between among into through throughout during before after
above below to from up down in out on off over under within upon across along around behind beside besides
beyond near per towards toward via
"""
_ADVERBS_AND_QUANTITIES = """
again further once here there when where why how all any both few more most some many much less least lot
lots no not only own same too very just also even ever never always often however therefore thus rather
quite really still already perhaps maybe almost enough now ago well etc eg ie
"""

STOP_WORDS: frozenset[str] = frozenset(
    " ".join((_ARTICLES_AND_PRONOUNS, _VERBS, _CONTRACTIONS, _JOINING_WORDS, _ADVERBS_AND_QUANTITIES)).split()
)

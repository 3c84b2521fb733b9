"""Words that decide whether a capitalised word before a year is an author's name, in lower case.

They are English words of any consultation, and words that organisations in the United Kingdom have in their
names.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words("de da di del della du des der den van von la le el al bin ibn ap ó ní nic mac st ter zu")

# A name with one of these in it is that of an organisation.
ORGANISATIONS = _words(
    "academy action agency alliance association authority board bureau centre charity coalition "
    "collaborative commission commissioner committee consortium council department federation forum "
    "foundation fund government house institute inspectorate ministry network nhs observatory office "
    "parliament partnership society trust university unit"
)

# They begin a sentence or lead in a reference, so that a capital letter makes no name of them.
NOT_NAMES = _words(
    "a an i the this that these those there it its he she they we you our my your their his her and or "
    "but nor so if then than as at by for from in into of on onto to under with without within about "
    "after before against among because since until during while when where why how what which who whose "
    "also again even perhaps however therefore moreover furthermore although though whereas thus hence "
    "indeed instead nevertheless meanwhile similarly likewise finally first second last see compare "
    "contrast cf read note footnote reference references ref source sources further bibliography "
    "following per via like unlike according drawing using citing quoting please do is are was were has "
    "have had can could will would should might must both evidence research figures numbers work study "
    "studies between circa professor prof dr doctor sir dame lord lady baroness judge justice mr mrs ms "
    "miss rev yes no not ok dear thanks e.g i.e ibid re"
)

# Words of dates and places, and of points in a list: alone before a year they are no author.
TIMES_AND_PLACES = _words(
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec spring summer autumn winter easter christmas monday tuesday "
    "wednesday thursday friday saturday sunday england wales scotland ireland britain uk gb usa us europe "
    "eu london birmingham manchester leeds liverpool sheffield bristol newcastle nottingham leicester "
    "bradford york cardiff edinburgh glasgow belfast norway sweden denmark finland germany france "
    "australia canada america zealand covid coronavirus brexit lockdown pandemic year week phase stage "
    "part chapter table figure appendix annex question paragraph room block tower arena"
)

# What ends with one of these is a law or a part of one.
LAWS = _words(
    "act acts bill bills order orders regulations regulation rules measure convention directive charter "
    "code section article schedule clause uncrc echr gdpr"
)

# What ends with one of these is a document, a service or a role, and no author.
THINGS = _words(
    "review report inquiry enquiry census survey strategy guidance paper plan framework programme study "
    "evaluation standards statistics returns policy consultation statement project model pilot reform "
    "reforms children families family care services service education adoption fostering worker workers "
    "manager carers adopters parents teachers people case inspection inspections hearing court home homes "
    "school schools data team teams session start"
)

# "Munro's 2011 report": without brackets a possessive is an author's if one of these stands soon after.
WORKS = _words(
    "study studies report reports paper review book article evaluation survey thesis analysis inquiry"
)

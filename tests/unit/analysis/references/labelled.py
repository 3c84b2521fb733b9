"""Places that are references and places that are not, labelled by hand.

An entry is a text and what it cites: "authors|year", "doi:..." or "url:...". Names and works are invented or
are bodies that publish.
"""

REFERENCES: tuple[tuple[str, tuple[str, ...]], ...] = (
    # A name and a year in brackets
    ("O'Brien (2014) found the same.", ("O'Brien|2014",)),
    ("As O’Brien (2014) put it, nothing moved.", ("O’Brien|2014",)),
    ("This is the view of van der Kolk (2014).", ("van der Kolk|2014",)),
    ("Van der Berg (2011) disagrees.", ("Van der Berg|2011",)),
    ("Ní Chonaill (2008) wrote about this.", ("Ní Chonaill|2008",)),
    ("Smith-Jones (2017) is careful.", ("Smith-Jones|2017",)),
    ("Müller (1998) and Østergård (2001) agree.", ("Müller|1998", "Østergård|2001")),
    ("Bywaters's (2015) maps are clear.", ("Bywaters|2015",)),
    ("Featherstone’s (2014) argument stands.", ("Featherstone|2014",)),
    # Two and more authors
    ("Parton and Berridge (2011) say so.", ("Parton; Berridge|2011",)),
    ("de Souza & O'Neill (2009) say so.", ("de Souza; O'Neill|2009",)),
    ("However, Hood, Goldacre and Webb (2020) found otherwise.", ("Hood; Goldacre; Webb|2020",)),
    ("Hood, Goldacre, & Webb (2020) found otherwise.", ("Hood; Goldacre; Webb|2020",)),
    ("Biehal et al. (2010) is the best trial.", ("Biehal; et al.|2010",)),
    ("Biehal et al (2010) is the best trial.", ("Biehal; et al.|2010",)),
    ("see Sinclair, Baker et al., 2007", ("Sinclair; Baker; et al.|2007",)),
    ("Farmer and colleagues (2011) followed them.", ("Farmer; et al.|2011",)),
    ("May and Okonkwo (2019) tested it.", ("May; Okonkwo|2019",)),
    # In brackets
    ("Stability matters (Schofield, 2012).", ("Schofield|2012",)),
    ("Stability matters (Schofield 2012).", ("Schofield|2012",)),
    ("Stability matters (Schofield & Beek, 2012, p. 45).", ("Schofield; Beek|2012",)),
    ("Stability matters (see Schofield, 2012: 45-7).", ("Schofield|2012",)),
    ("(e.g. Ward, 2009; Holmes & Soper, 2010)", ("Ward|2009", "Holmes; Soper|2010")),
    ("(Ward 2009, Holmes 2010)", ("Ward|2009", "Holmes|2010")),
    ("Much is known (Stein, 2006a; 2012).", ("Stein|2006a", "Stein|2012")),
    ("Much is known (Stein, 2006a, 2006b).", ("Stein|2006a", "Stein|2006b")),
    ("Stein (2006a; 2012) says why.", ("Stein|2006a", "Stein|2012")),
    ("[Rutter, 1998]", ("Rutter|1998",)),
    ("(cf. Selwyn et al., 2014)", ("Selwyn; et al.|2014",)),
    # No brackets
    ("See Thoburn 2010 on this.", ("Thoburn|2010",)),
    ("Shaw & Lister 2018", ("Shaw; Lister|2018",)),
    ("Broadhurst et al. 2015 counted them.", ("Broadhurst; et al.|2015",)),
    ("Broadhurst et al, 2015", ("Broadhurst; et al.|2015",)),
    ("We rely on Munro's 2011 report throughout.", ("Munro|2011",)),
    # Organisations
    ("Department for Education (2020) gives the figures.", ("Department for Education|2020",)),
    ("HM Government 2018", ("HM Government|2018",)),
    ("(Children's Commissioner, 2019)", ("Children's Commissioner|2019",)),
    ("Joseph Rowntree Foundation 2016 costs it.", ("Joseph Rowntree Foundation|2016",)),
    ("Ministry of Justice (2020)", ("Ministry of Justice|2020",)),
    ("See NSPCC (2014).", ("NSPCC|2014",)),
    ("The Fostering Network (2019) asked carers.", ("Fostering Network|2019",)),
    ("House of Commons Education Committee (2016)", ("House of Commons Education Committee|2016",)),
    ("Action for Children (2018)", ("Action for Children|2018",)),
    ("(Barnardo's and Coram, 2017)", ("Barnardo's; Coram|2017",)),
    ("Ofsted (2021) says how many homes there are.", ("Ofsted|2021",)),
    # Full references
    (
        "Asante, K. and Byrne, L. (2016) Who moves, who stays. Journal of Placement, 4(2), 11-30.",
        ("Asante, K.; Byrne, L.|2016",),
    ),
    ("van Dijk, J.-P. (1999). Early homes. Utrecht: Press.", ("van Dijk, J.-P.|1999",)),
    ("Asante K, Byrne L. Who moves, who stays. J Placement. 2016;4:11-30.", ("Asante, K.; Byrne, L.|2016",)),
    ("A. Petrov, B. de Silva: A year in care (2018)", ("Petrov, A.; de Silva, B.|2018",)),
    ("Greenway Trust: Costs of Care (2010)", ("Greenway Trust|2010",)),
    ('Greenway Trust (2009) "What was lost", Greenway Trust', ("Greenway Trust|2009",)),
    (
        "Okeke, C., Brandt, H. & Lund, P. (2013) 'Children's homes', Care",
        ("Okeke, C.; Brandt, H.; Lund, P.|2013",),
    ),
    ("May, T. (2019) ‘A lone name’, Paper", ("May, T.|2019",)),
    ("Bessel van der Kolk (2014) is worth reading.", ("van der Kolk, Bessel|2014",)),
    ("Please read Professor Brigid Daniel (2010).", ("Daniel, Brigid|2010",)),
    # Links
    ("https://doi.org/10.1093/bjsw/bcab123.", ("doi:10.1093/bjsw/bcab123",)),
    ("(doi: 10.1111/CFS.12345)", ("doi:10.1111/cfs.12345",)),
    ("DOI 10.1016/S0145-2134(98)00016-7, as said", ("doi:10.1016/s0145-2134(98)00016-7",)),
    ("http://dx.doi.org/10.1000/182", ("doi:10.1000/182",)),
    (
        "See https://www.Example.org/Reports/One/?utm_source=x&id=3#top.",
        ("url:example.org/Reports/One?id=3",),
    ),
    ("(www.example.org/a_(b))", ("url:example.org/a_(b)",)),
    ("<http://example.org/paper.pdf>, and", ("url:example.org/paper.pdf",)),
    ("gov.uk/government/publications/a-plan is useful", ("url:gov.uk/government/publications/a-plan",)),
    (
        "Asante, K. (2016) 'Who moves', Care. Available at: https://example.org/x (accessed 3 May 2020)",
        ("Asante, K.|2016",),
    ),
)

NO_REFERENCES: tuple[str, ...] = (
    "It came into force in March 2019.",
    "The Children Act 1989 (1989) is old.",
    "(2018) was a hard year.",
    "Section 17 (1989) says who is in need.",
    "Version 10.4/2 of the form, room 10.12/b.",
    "May (2019) was when it all went wrong.",
    "It was in May 2019 that she came.",
    "In 2018 nothing changed. Since 2019 it did.",
    "On Monday 4 March 2019 and in Spring 2020 they rang.",
    "The Children Act 1989 is good law.",
    "The Children and Families Act 2014 and the Act 2004 say so.",
    "Under the Adoption (Scotland) Act 1978 and the Care Planning Regulations 2010",
    "the Equality Act (2010)",
    "Our Ofsted inspection 2019 was poor.",
    "The Ofsted Inspection 2019 was poor.",
    "Covid 2020 made it worse, and Christmas 2019 had been bad.",
    "England and Wales 2011",
    "We moved to Leeds, 2014, and were happy in London 2012.",
    "Between 2008 and 2018 (2008 to 2018) it doubled.",
    "The pilot (2015-2018) ended. The figures (2019/20) are out.",
    "I was born in 1989 and adopted in 1991.",
    "Re B (2013) is the leading case.",
    "Smith v Jones [2019] EWCA Civ 12",
    "My number is 2019 and the room is Block B 2014.",
    "Write to jane@example.org or ring 0113 2019 2020.",
    "Case reference 2020/P655, order 10.4 of the list.",
    "Children 2019, Families 2020.",
    "There were 2000 children and 1500 carers.",
    "UK (2019) and SEND 2014 reforms",
    "The 1989 Act, the 2011 inquiry.",
    "Either/or, and him/her; see section 3.2/4.",
    'She said "I want to go home" and nobody wrote it down.',
    "Ward 12 had 2010 admissions.",
    "Manchester Arena 2017 and Grenfell Tower 2017",
    "Social Worker 2015 to 2019",
)

# May be references: a name that may be a document's, a programme's or anybody's, with a year.
NOT_SURE: tuple[str, ...] = (
    "The Munro Review (2011) said it all.",
    "Working Together to Safeguard Children (2018)",
    "Every Child Matters (2003) promised it.",
    "Sure Start (1998) was for everybody.",
    "I met Sarah 2019 and she was kind.",
    "Kind regards, Margaret 2021",
    "Baby P (2007) is known to all.",
    "Harriet Ward (2009) may be a person or a programme.",
)

# Known misses: read wrongly or not at all, so that a change that mends one is seen.
MISSED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Work by Mac Giolla Bháin (2003) is older.", ("Mac Giolla Bháin|2003",)),
    ("Research in Practice (2015)", ("Research in Practice|2015",)),
    ("(Berridge, n.d.)", ("Berridge|n.d.",)),
    ("Stein 2006a; 2012", ("Stein|2006a", "Stein|2012")),
    ('"The long way home" by Ama Boateng is the one book.', ("Boateng, Ama|",)),
    ("Biehal et al. say otherwise.", ("Biehal; et al.|",)),
)

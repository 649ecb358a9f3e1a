"""Names and codes people type for countries and their parts that the packages do not carry."""

COUNTRY_ALIASES = {
    "GB": ("UK", "U.K.", "Great Britain", "Britain", "GBR"),
    "US": ("USA", "U.S.A.", "U.S.", "United States of America", "America", "The States", "Estados Unidos"),
    "IE": ("Eire", "Éire", "Republic of Ireland", "ROI", "IRL"),
    "NL": ("Netherlands", "Holland", "Nederland"),
    "DE": ("Deutschland", "Allemagne"),
    "ES": ("España",),
    "FR": ("République française",),
    "IT": ("Italia",),
    "PT": ("Portuguese Republic",),
    "CH": ("Schweiz", "Suisse", "Svizzera"),
    "AT": ("Österreich",),
    "BE": ("België", "Belgique"),
    "DK": ("Danmark",),
    "SE": ("Sverige",),
    "NO": ("Norge",),
    "FI": ("Suomi",),
    "PL": ("Polska",),
    "CZ": ("Czech Republic", "Česko"),
    "GR": ("Hellas", "Ελλάδα"),
    "TR": ("Türkiye", "Turkiye"),
    "RU": ("Russian Federation", "Россия"),
    "UA": ("Україна",),
    "JP": ("日本", "Nippon"),
    "CN": ("中国", "PR China", "PRC"),
    "KR": ("Korea", "Republic of Korea", "대한민국"),
    "IN": ("Bharat", "भारत"),
    "IL": ("ישראל",),
    "AE": ("UAE", "Emirates"),
    "ZA": ("RSA", "Republic of South Africa", "SA"),
    "NZ": ("Aotearoa", "N.Z."),
    "BR": ("Brasil",),
    "MX": ("México",),
    "CD": ("DR Congo", "DRC", "Congo-Kinshasa"),
    "CG": ("Congo", "Congo-Brazzaville"),
    "CI": ("Côte d'Ivoire",),
    "MM": ("Burma",),
    "SZ": ("Swaziland",),
    "MK": ("Macedonia",),
    "PS": ("Palestine",),
    "CV": ("Cape Verde",),
    "TL": ("East Timor", "Timor-Leste"),
    "VA": ("Vatican City", "Holy See"),
    "FM": ("Federated States of Micronesia",),
    "BQ": ("Bonaire",),
}

# Two-letter country codes that are also a state or province people write after a town: "Wilmington DE" is in Delaware.
AMBIGUOUS_COUNTRY_CODES = frozenset(
    "AL AR AZ CA CO DE GA ID IL IN KY LA MA MD ME MN MO MS MT NC NE PA SC SD TN VA AS BC NB NL NS NT ON PE SK".split()
)  # fmt: skip

# (country, code in the city file) -> what people write for it.
REGION_CODES = {
    ("CA", "01"): ("AB", "Alta"),
    ("CA", "02"): ("BC", "B.C."),
    ("CA", "03"): ("MB",),
    ("CA", "04"): ("NB",),
    ("CA", "05"): ("NL", "Newfoundland", "Labrador"),
    ("CA", "07"): ("NS",),
    ("CA", "08"): ("ON", "Ont"),
    ("CA", "09"): ("PE", "PEI"),
    ("CA", "10"): ("QC", "PQ", "Que"),
    ("CA", "11"): ("SK", "Sask"),
    ("CA", "12"): ("YT", "Yukon Territory"),
    ("CA", "13"): ("NT", "NWT"),
    ("CA", "14"): ("NU",),
    ("AU", "01"): ("ACT",),
    ("AU", "02"): ("NSW",),
    ("AU", "03"): ("NT",),
    ("AU", "04"): ("QLD",),
    ("AU", "05"): ("SA",),
    ("AU", "06"): ("TAS",),
    ("AU", "07"): ("VIC",),
    ("AU", "08"): ("WA",),
    ("ZA", "02"): ("KZN",),
    ("GB", "NIR"): ("NI", "N Ireland", "Ulster"),
    ("GB", "WLS"): ("Cymru",),
    ("GB", "SCT"): ("Alba",),
}

# What is written on envelopes in Britain.
GB_COUNTY_ABBREVIATIONS = {
    "bedfordshire": "Beds", "berkshire": "Berks", "buckinghamshire": "Bucks", "cambridgeshire": "Cambs",
    "gloucestershire": "Glos", "hampshire": "Hants", "hertfordshire": "Herts", "lancashire": "Lancs",
    "leicestershire": "Leics", "lincolnshire": "Lincs", "northamptonshire": "Northants",
    "nottinghamshire": "Notts", "oxfordshire": "Oxon", "shropshire": "Salop",
    "staffordshire": "Staffs", "warwickshire": "Warks", "wiltshire": "Wilts", "worcestershire": "Worcs",
    "yorkshire": "Yorks", "northyorkshire": "N Yorks", "southyorkshire": "S Yorks", "westyorkshire": "W Yorks",
    "eastridingofyorkshire": "E Yorks", "middlesex": "Middx",
}  # fmt: skip

REGION_NAMES = {("US", "DC"): "D.C."}

# What is written on envelopes in the United States beside the two letters.
US_STATE_ABBREVIATIONS = {
    "AL": "Ala", "AZ": "Ariz", "AR": "Ark", "CA": "Calif", "CO": "Colo", "CT": "Conn", "FL": "Fla", "IL": "Ill",
    "KS": "Kans", "KY": "Ken", "MA": "Mass", "MI": "Mich", "MN": "Minn", "MS": "Miss", "MT": "Mont",
    "NE": "Nebr", "NV": "Nev", "OK": "Okla", "OR": "Ore", "PA": "Penna", "TN": "Tenn", "TX": "Tex",
    "WA": "Wash", "WI": "Wisc", "WY": "Wyo",
}  # fmt: skip

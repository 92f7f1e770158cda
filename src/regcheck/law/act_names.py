"""Short names of acts that are cited often, also where the act itself is not at hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_ACTS = """
adopsjonsloven 1986-02-28-8, 2017-06-16-48 from 2018-07-01
afp-tilskottsloven 2010-02-19-5
aksjeloven 1997-06-13-44
allmennaksjeloven 1997-06-13-45
allmenngjøringsloven 1993-06-04-58
anskaffelsesloven 1999-07-16-69, 2016-06-17-73 from 2017-01-01
arbeids- og velferdsforvaltningsloven 2006-06-16-20
arbeidsmiljøloven 1977-02-04-4, 2005-06-17-62 from 2006-01-01
arbeidstvistloven 1927-05-05-1, 2012-01-27-9 from 2012-03-01
arkivforskriften forskrift/2017-12-15-2105, forskrift/2025-12-17-2647 from 2026-01-01
arveavgiftsloven 1964-06-19-14
arveloven 1972-03-03-5, 2019-06-14-21 from 2021-01-01
barnehageloven 2005-06-17-64
barnetrygdloven 2002-03-08-4
barnevernloven 1992-07-17-100
barnevernsloven 2021-06-18-97
bergverksloven 1972-06-30-70
bioteknologiloven 1994-08-05-56, 2003-12-05-100 from 2004-01-01
bokføringsloven 2004-11-19-73
borettslagsloven 1960-02-04-2, 2003-06-06-39 from 2005-08-15
brannfarligvareloven 1971-05-21-47
bygningsloven 1965-06-18-7
børsloven 2000-11-17-80, 2007-06-29-74 from 2007-11-01
delingsloven 1978-06-23-70
disiplinærloven 1988-05-20-32
domstolloven 1915-08-13-5
domstolsloven 1915-08-13-5
dyrehelsepersonelloven 2001-06-15-75
dyrevelferdsloven 2009-06-19-97
dyrevernloven 1974-12-20-73
eiendomsmeglingsloven 1989-06-16-53, 2007-06-29-73 from 2008-01-01
eierseksjonsloven 1997-05-23-31, 2017-06-16-65 from 2018-01-01
ekomloven 2003-07-04-83, 2024-12-13-76 from 2025-01-01
ekteskapsloven 1991-07-04-47
enhetsregisterloven 1994-06-03-15, 2025-06-20-105 from 2026-01-01
fagskoleloven 2003-06-20-56, 2018-06-08-28 from 2018-07-01
fengselsloven 1958-12-12-7
ferieloven 1947-11-14-3, 1988-04-29-21 from 1990-01-01
finansavtaleloven 1999-06-25-46, 2020-12-18-146 from 2023-01-01
finansieringsvirksomhetsloven 1988-06-10-40
folkehelseloven 2011-06-24-29
folkehøyskoleloven 2002-12-06-72, 2025-06-20-99 from 2025-08-01
folketrygdloven 1966-06-17-12, 1997-02-28-19 from 1997-05-01
foretaksregisterloven 1985-06-21-78
forretningsbankloven 1961-05-24-2
forsikringsvirksomhetsloven 2005-06-10-44
forskrift til skatteloven forskrift/1999-11-19-1158
forurensningsloven 1981-03-13-6
forvaltningsloven 1967-02-10
friskoleloven 2003-07-04-84
fsfin forskrift/1999-11-19-1158
grunnloven 1814-05-17
grundloven 1814-05-17
havne- og farvannsloven 1984-06-08-51, 2009-04-17-19 from 2010-01-01, 2019-06-21-70 from 2020-01-01
helseberedskapsloven 2000-06-23-56
helsepersonelloven 1999-07-02-64
helseregisterloven 2001-05-18-24, 2014-06-20-43 from 2015-01-01
helsetilsynsloven 2017-12-15-107
hittegodsloven 1953-05-29-3
husleieloven 1939-06-16-6, 1999-03-26-17 from 2000-01-01
industrikonsesjonsloven 1917-12-14-16
inndelingslova 2001-06-15-70
inndelingsloven 2001-06-15-70
introduksjonsloven 2003-07-04-80
jaktloven 1951-12-14-7
jernbaneselskapsloven 1996-11-22-66
jordskifteloven 1979-12-21-77, 2013-06-21-100 from 2016-01-01
karanteneloven 2015-06-19-70
kirkeloven 1996-06-07-31
kjøpsloven 1988-05-13-27
klimakvoteforskriften forskrift/2004-12-23-1851
kommunehelsetjenesteloven 1982-11-19-66
kommuneloven 1992-09-25-107, 2018-06-22-83 from 2019-11-01
konkurranseloven 1993-06-11-65, 2004-03-05-12 from 2004-05-01
konsesjonsloven 2003-11-28-98
kontinentalsokkelloven 1963-06-21-12
ligningsloven 1980-06-13-24
likestillingsloven 1978-06-09-45, 2013-06-21-59 from 2014-01-01, 2017-06-16-51 from 2018-01-01
lotteriloven 1995-02-24-11
lov om elektronisk kommunikasjon 2003-07-04-83, 2024-12-13-76 from 2025-01-01
lov om sosiale tjenester 1991-12-13-81
lov om riksrevisjonen 2004-05-07-21, 2024-12-13-77 from 2025-01-01
lov om universiteter og høyskoler 1995-05-12-22, 2005-04-01-15 from 2005-08-01,\
 2024-03-08-9 from 2024-08-01
luftfartsloven 1960-12-16-1, 1993-06-11-101 from 1994-01-01
lønnsgarantiloven 1973-12-14-61
markedsføringsloven 1972-06-16-47, 2009-01-09-2 from 2009-06-01
medieansvarsloven 2020-05-29-59
medieeierskapsloven 1997-06-13-53, 2016-06-17-64 from 2016-07-01
merverdiavgiftsloven 1969-06-19-66, 2009-06-19-58 from 2010-01-01
mineralloven 2009-06-19-101
morarenteloven 1976-12-17-100
naturskadeforsikringsloven 1989-06-16-70
naturvernloven 1970-06-19-63
nav-loven 2006-06-16-20
offentlighetsloven 1970-06-19-69
omsetningsloven 1936-07-10-6
oppll 1998-07-17-61, 2023-06-09-30 from 2024-08-01
opplæringsloven 1998-07-17-61, 2023-06-09-30 from 2024-08-01
pakkereiseloven 2018-06-15-32
pasientrettighetsloven 1999-07-02-63
personopplysningsforskriften forskrift/2000-12-15-1265
personopplysningsloven 2000-04-14-31, 2018-06-15-38 from 2018-07-20
petroleumsforskriften forskrift/1997-06-27-653
plan- og bygningsloven 1985-06-14-77, 2008-06-27-71 from 2009-07-01
politiregisterloven 2010-05-28-16
postloven 2015-09-04-91
prisloven 1953-06-26-4
privatskoleloven 2003-07-04-84
rammeforskriften forskrift/2010-02-12-158
regnskapsførerloven 1993-06-18-109, 2022-12-16-90 from 2023-01-01
reindriftsloven 1978-06-09-49, 2007-06-15-40 from 2007-07-01
reseptformidlerforskriften forskrift/2007-12-21-1610
rettshjelploven 1980-06-13-35
rettshjelpsloven 1980-06-13-35
revisorloven 1999-01-15-2, 2020-11-20-128 from 2021-01-01
riksrevisjonsloven 2004-05-07-21, 2024-12-13-77 from 2025-01-01
saltvannsfiskeloven 1983-06-03-40
salærforskriften forskrift/1997-12-03-1441
sameloven 1987-06-12-56
samvirkeloven 2007-06-29-81
sentralbankloven 1985-05-24-28, 2019-06-21-31 from 2020-01-01
sikkerhetsloven 1998-03-20-10, 2018-06-01-24 from 2019-01-01
sjødyktighetsloven 1903-06-09-7
sjømannsloven 1975-05-30-18
skadeerstatningsloven 1969-06-13-26
skadeserstatningsloven 1969-06-13-26
skattebetalingsloven 1952-11-21-2, 2005-06-17-67 from 2009-01-01
skatteloven 1911-08-18-8, 1999-03-26-14 from 2000-01-01
skjønnsloven 1917-06-01-1
skjønnsprosessloven 1917-06-01-1
skogbruksloven 1965-05-21, 2005-05-27-31 from 2006-01-01
sktl 1999-03-26-14
sosialtjenesteloven 1991-12-13-81, 2009-12-18-131 from 2010-01-01
sparebankloven 1961-05-24-1
statsforetaksloven 1991-08-30-71, 2025-04-10-9 from 2026-01-01
stiftelsesloven 1980-05-23-11, 2001-06-15-59 from 2005-01-01
straffeloven 1902-05-22-10, 2005-05-20-28 from 2015-10-01
straffeprosessloven 1887-07-01-5, 1981-05-22-25 from 1986-01-01
svalbardskatteloven 1996-11-29-68
særavgiftsforskriften forskrift/2001-12-11-1451
taubaneloven 2017-05-22-29
tjenestemannsloven 1983-03-04-3
tollavgiftsloven 2007-12-21-119
tolloven 1966-06-10-5, 2007-12-21-119 from 2009-01-01
tvistemålsloven 1915-08-13-6
uh-loven 2005-04-01-15, 2024-03-08-9 from 2024-08-01
uhl 2005-04-01-15, 2024-03-08-9 from 2024-08-01
universitets- og høyskoleforskriften forskrift/2024-06-28-1392
universitets- og høyskoleloven 2005-04-01-15, 2024-03-08-9 from 2024-08-01
utdanningsstøtteloven 2005-06-03-37
utlendingsloven 1988-06-24-64, 2008-05-15-35 from 2010-01-01
varemerkeloven 1961-03-03-4, 2010-03-26-8 from 2010-07-01
verdipapirfondloven 1981-06-12-52, 2011-11-25-44 from 2012-01-01
verdipapirhandelloven 1997-06-19-79, 2007-06-29-75 from 2007-11-01
verdipapirregisterloven 2002-07-05-64
vergemålsloven 1927-04-22-3, 2010-03-26-9 from 2013-07-01
voldsoffererstatningsloven 2001-04-20-13
våpenloven 1961-06-09-1, 2018-04-20-7 from 2021-06-01
yrkessjåførforskriften forskrift/2008-04-16-362
yrkestransportloven 1976-06-04-63, 2002-06-21-45 from 2003-01-01
åndsverkloven 1961-05-12-2, 2018-06-15-40 from 2018-07-01
"""
_EU_ACTS = {
    "personvernforordningen": "eu/32016r0679",
    "personvernforordninga": "eu/32016r0679",
    "trygdeforordningen": "eu/32004r0883",
    "markedsmisbruksforordningen": "eu/32014r0596",
    "prospektforordningen": "eu/32017r1129",
    "kapitalkravsforordningen": "eu/32013r0575",
    "clp-forordningen": "eu/32008r1272",
    "reach-forordningen": "eu/32006r1907",
    "dyrehelseforordningen": "eu/32016r0429",
    "kontrollforordningen": "eu/32017r0625",
    "dora-forordningen": "eu/32022r2554",
    "dora-forordninga": "eu/32022r2554",
    "lufttransportforordningen": "eu/32008r1008",
    "kredittvurderingsbyråforordningen": "eu/32009r1060",
    "tjenestedirektivet": "eu/32006l0123",
    "opphavsrettsdirektivet": "eu/32001l0029",
}


def known_act(name: str, as_of: str = "") -> str:
    """The id of the act that a short name (lower case, in Bokmål's endings) meant on a day
    `YYYY-MM-DD`, or means today; empty for a name that is not known."""
    versions = _acts().get(name, ())
    fitting = [refid for refid, since in versions if not as_of or since <= as_of]
    return fitting[-1] if fitting else ""


def has_successor(name: str) -> bool:
    """Whether a name has meant one act after another."""
    return len(_acts().get(name, ())) > 1


def known_eu_act(name: str) -> str:
    """The id of the EU act that is called so, or empty."""
    return _EU_ACTS.get(name.lower(), "")


@cache
def _acts() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each name the ids in order, each with the day from which the name means it."""
    found = {}
    for line in _ACTS.split("\n"):
        head, *later = line.split(", ")
        name, _, first = head.rpartition(" ")
        if not name:
            continue
        versions = [(_refid(first), "")]
        for one in later:
            refid, _, since = one.partition(" from ")
            versions.append((_refid(refid), since))
        found[name] = tuple(versions)
    return found


def _refid(day: str) -> str:
    return day if day.startswith("forskrift/") else f"lov/{day}"

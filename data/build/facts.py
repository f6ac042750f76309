"""What the table builders share: where the facts lie, codes of states, output.

The builders turn public lists of facts into tables of our own layout. They are
run seldom (make facts); what they write is committed beside what is written by
hand (states, metonyms, bodies, people, agents).
"""
import csv
import os
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.dirname(HERE)
FACTS = os.environ.get("CASUS_FACTS",
                       os.path.join(DATA, "..", "..", "shared", "data", "facts"))

# CIA country codes (FIPS 10-4) of the Factbook that differ from nothing else we
# have; ISO 3166 alpha-3 beside them.
FIPS = dict(pair.split(":") for pair in """
af:AFG al:ALB ag:DZA an:AND ao:AGO ac:ATG ar:ARG am:ARM as:AUS au:AUT aj:AZE
bf:BHS ba:BHR bg:BGD bb:BRB bo:BLR be:BEL bh:BLZ bn:BEN bt:BTN bl:BOL bk:BIH
bc:BWA br:BRA bx:BRN bu:BGR uv:BFA by:BDI cb:KHM cm:CMR ca:CAN cv:CPV ct:CAF
cd:TCD ci:CHL ch:CHN co:COL cn:COM cf:COG cg:COD cs:CRI iv:CIV hr:HRV cu:CUB
cy:CYP ez:CZE da:DNK dj:DJI do:DMA dr:DOM ec:ECU eg:EGY es:SLV ek:GNQ er:ERI
en:EST wz:SWZ et:ETH fj:FJI fi:FIN fr:FRA gb:GAB ga:GMB gg:GEO gm:DEU gh:GHA
gr:GRC gj:GRD gt:GTM gv:GIN pu:GNB gy:GUY ha:HTI ho:HND hk:HKG hu:HUN ic:ISL
in:IND id:IDN ir:IRN iz:IRQ ei:IRL is:ISR it:ITA jm:JAM ja:JPN jo:JOR kz:KAZ
ke:KEN kr:KIR kn:PRK ks:KOR kv:XKX ku:KWT kg:KGZ la:LAO lg:LVA le:LBN lt:LSO
li:LBR ly:LBY ls:LIE lh:LTU lu:LUX mk:MKD ma:MDG mi:MWI my:MYS mv:MDV ml:MLI
mt:MLT rm:MHL mr:MRT mp:MUS mx:MEX fm:FSM md:MDA mn:MCO mg:MNG mj:MNE mo:MAR
mz:MOZ bm:MMR wa:NAM nr:NRU np:NPL nl:NLD nz:NZL nu:NIC ng:NER ni:NGA no:NOR
mu:OMN pk:PAK ps:PLW pm:PAN pp:PNG pa:PRY pe:PER rp:PHL pl:POL po:PRT qa:QAT
ro:ROU rs:RUS rw:RWA sc:KNA st:LCA vc:VCT ws:WSM sm:SMR tp:STP sa:SAU sg:SEN
ri:SRB se:SYC sl:SLE sn:SGP lo:SVK si:SVN bp:SLB so:SOM sf:ZAF od:SSD sp:ESP
ce:LKA su:SDN ns:SUR sw:SWE sz:CHE sy:SYR tw:TWN ti:TJK tz:TZA th:THA tt:TLS
to:TGO tn:TON td:TTO ts:TUN tu:TUR tx:TKM tv:TUV ug:UGA up:UKR ae:ARE uk:GBR
us:USA uy:URY uz:UZB nh:VUT vt:VAT ve:VEN vm:VNM ym:YEM za:ZMB zi:ZWE mc:MAC
""".split())


def states():
    """The rows of states.tsv."""
    with open(os.path.join(DATA, "states.tsv"), encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t",
                                   quoting=csv.QUOTE_NONE))


def iso_of(number, day):
    """ISO code of a Correlates of War or Gleditsch-Ward number on a day."""
    best = ""
    for row in states():
        if str(number) not in (row["cow"], row["gw"]):
            continue
        if (row["from"] or "0") <= day <= (row["to"] or "9999"):
            return row["iso3"]
        best = best or row["iso3"]
    return best


def clean(text):
    """One line, no tabs, no bars, composed letters."""
    text = unicodedata.normalize("NFC", text or "")
    return " ".join(text.replace("|", " ").replace("\t", " ").split())


def read(path, delimiter=","):
    with open(os.path.join(FACTS, path), encoding="utf-8-sig",
              errors="replace") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def write(name, header, rows):
    with open(os.path.join(DATA, name), "w", encoding="utf-8") as file:
        file.write("\t".join(header) + "\n")
        for row in rows:
            file.write("\t".join(row) + "\n")
    print("%s: %d rows" % (name, len(rows)))

"""The elements of headers, the Office's and TEI P5's, and of what stands beside a text."""

from __future__ import annotations

from frusconv.validation.grammar.rows import TYPED, Row, text

_CITED = "title|author|editor|respStmt|biblScope|pubPlace|publisher|idno|msIdentifier|@simple"

HEADER = {
    "teiHeader": Row("fileDesc,(encodingDesc|profileDesc)*,revisionDesc?", attributes="type:name"),
    "fileDesc": Row("titleStmt,editionStmt?,extent?,publicationStmt,seriesStmt?,notesStmt?,sourceDesc+"),
    "titleStmt": Row("title+,(author|editor|respStmt|sponsor|funder|principal)*"),
    "editionStmt": Row("p+|(edition,respStmt*)"),
    "respStmt": Row("(resp|name|persName|orgName|note)+"),
    "publicationStmt": Row("(p|publisher|distributor|authority|date|pubPlace|idno|availability|address|ref)+"),
    "availability": Row("(licence|p)+", attributes="status:name"),
    "seriesStmt": Row("p+|(title+,(editor|respStmt|idno|biblScope)*)"),
    "notesStmt": Row("note+"),
    "sourceDesc": Row("p+|(bibl|listBibl|list|table|listPerson|listPlace)+"),
    "listBibl": Row("head*,bibl+"),
    "bibl": text(_CITED, TYPED),
    "encodingDesc": Row(
        "(projectDesc|samplingDecl|editorialDecl|tagsDecl|styleDefDecl|refsDecl|classDecl|appInfo|listPrefixDef|p)+"
    ),
    "editorialDecl": Row("(p|correction|normalization|hyphenation|quotation|segmentation|punctuation|interpretation)+"),
    "tagsDecl": Row("rendition*,namespace*", attributes="partial:truth"),
    "namespace": Row("tagUsage*", attributes="name!:any"),
    "tagUsage": text("@simple", "gi!:name occurs:count withId:count render:pointers"),
    "rendition": text("@simple", "scheme:name schemeVersion:words selector:any scope:name"),
    "styleDefDecl": Row("p*", attributes="scheme!:name schemeVersion:words"),
    "classDecl": Row("(taxonomy|xi:include)+"),
    "taxonomy": Row("(head|desc|p|bibl)*,(category|taxonomy|xi:include)*"),
    "category": Row("(catDesc|desc|gloss)*,category*"),
    "appInfo": Row("application+"),
    "application": Row("label+,(ref|ptr|desc|p)*", attributes="ident!:name version!:words type:name when:date"),
    "listPrefixDef": Row("prefixDef+"),
    "prefixDef": Row("p*", attributes="ident!:name matchPattern!:any replacementPattern!:any"),
    "xi:include": Row("xi:fallback?", attributes="href:any parse:any xpointer:any encoding:any accept:any"),
    "xi:fallback": text(),
    "profileDesc": Row(
        "(creation|abstract|settingDesc|particDesc|langUsage|textClass|calendarDesc|correspDesc|textDesc)*"
    ),
    "creation": text("@inline|settlement"),
    "settingDesc": Row("p+|(listPlace|place|setting)+"),
    "setting": Row("(name|placeName|date|time|p|note)+", attributes="who:pointers"),
    "particDesc": Row("p+|(listPerson|person)+"),
    "listPerson": Row(
        "(head|@global|desc)*,(person|listPerson|personGrp|org),(person|listPerson|personGrp|org|@global)*",
        attributes=TYPED,
    ),
    "person": Row(
        "(p|persName|idno|note|occupation|affiliation|birth|death|event|ref|@global)*",
        attributes=f"{TYPED} role:words sex:words age:words",
    ),
    "personGrp": Row("(p|persName|idno|note|name)*", attributes=f"{TYPED} role:words size:words"),
    "org": Row("(p|orgName|idno|note|desc|ref)*", attributes=f"{TYPED} role:words"),
    "listPlace": Row("(head|desc|@global)*,(place|listPlace),(place|listPlace|@global)*", attributes=TYPED),
    "place": Row("(p|placeName|country|region|settlement|location|idno|note|desc|ref|@global)*", attributes=TYPED),
    "location": Row("(geo|placeName|country|region|settlement|desc)*", attributes=TYPED),
    "langUsage": Row("p+|language+"),
    "language": text("@simple", "ident!:language usage:count"),
    "textClass": Row("(keywords|classCode|catRef)*"),
    "keywords": Row("term+|list", attributes="scheme:pointers"),
    "classCode": text("@simple", "scheme!:pointers"),
    "catRef": Row("", attributes="target!:pointers scheme:pointers"),
    "calendarDesc": Row("calendar+"),
    "calendar": Row("p+", attributes="target:pointers"),
    "correspDesc": Row(
        "p+|(correspAction|correspContext|note)+", attributes=f"{TYPED} ref:pointers source:pointers key:any"
    ),
    "correspAction": Row(
        "p+|(persName|orgName|name|placeName|settlement|country|date|note|address)+", attributes=TYPED
    ),
    "correspContext": Row("(p|note|ref|ptr)+"),
    "revisionDesc": Row("change+|list", attributes="status:name"),
    "change": text(
        "@flow", "when:date from:date to:date notBefore:date notAfter:date who:pointers status:name target:pointers"
    ),
}
SIMPLE = {
    "author editor sponsor funder principal": text("@simple", f"{TYPED} role:words ref:pointers key:any"),
    "resp edition extent distributor authority addrLine desc catDesc occupation birth death event region "
    "settlement msIdentifier": text("@inline", "type:name when:date ref:pointers key:any"),
    "country roleName": text("@simple", f"{TYPED} key:any ref:pointers"),
    "geo": text(),
    "address": text("addrLine|@simple"),
    "idno": text("", "type:name"),
    "biblScope": text("@simple", "unit:name type:name from:words to:words"),
    "licence": text("@flow", "target:pointers when:date"),
    "projectDesc samplingDecl refsDecl segmentation punctuation interpretation abstract textDesc": Row("(p|list)+"),
    "correction": Row("p+", attributes="status:name method:name"),
    "normalization": Row("p+", attributes="method:name source:pointers"),
    "hyphenation": Row("p+", attributes="eol:=all|some|hard|none"),
    "quotation": Row("p*", attributes="marks:=none|some|all"),
    "ptr": Row("", attributes=f"{TYPED} target:pointers"),
}
BESIDE = {
    "facsimile": Row("(graphic|surface|surfaceGrp|head|p)+"),
    "surfaceGrp": Row("(surface|surfaceGrp)+", attributes="type:name"),
    "surface": Row(
        "(graphic|zone|label|desc|line|surface)*",
        attributes="type:name start:pointers ulx:number uly:number lrx:number lry:number attachment:name",
    ),
    "zone": text(
        "graphic|line|zone|surface|@simple",
        "type:name start:pointers ulx:number uly:number lrx:number lry:number points:any rotate:count",
    ),
    "line": text("@simple", "type:name"),
    "sourceDoc": Row("(graphic|surface|surfaceGrp)+"),
    "standOff": Row("(listPerson|listPlace|listBibl|list|note|p|div)+", attributes="type:name"),
}

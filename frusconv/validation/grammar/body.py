"""The elements of texts: front matter, divisions, documents, and all that stands in them."""

from __future__ import annotations

from frusconv.validation.grammar.rows import DATED, TYPED, Row, text

_NAMED = f"{TYPED} {DATED} ref:pointers key:any role:words"
_DIVISIONS = (
    "document|section|compilation|chapter|subchapter|toc|document-group"
    "|document-pending|section-pending|compilation-pending|chapter-pending|subchapter-pending"
)
_LISTS = "participants|subject|from|to|references|simple|terms|names|toc|index|sources"
_PARAGRAPHS = "strong|italic|sectiontitleital|center|right|flushleft"
_LETTERS = "strong|italic|smallcaps|roman|underline|sub|superscript"
_DATES = "content-date|conversation-or-meeting-date|creation-date|publication-date|received-date"
_MOMENTS = "frus:doc-dateTime-min:moment frus:doc-dateTime-max:moment"

TEXT = {
    "p": text("@inline", f"rend:~{_PARAGRAPHS}", True),
    "ab": text("@inline", TYPED),
    "l": text("@inline"),
    "head": text("@inline|l", TYPED, True),
    "hi": Row("(@inline)*", True, f"rend!:={_LETTERS} rendition!:pointers", True, True),
    "seg": text("@inline", f"{TYPED} cert:certainty resp:pointers source:pointers"),
    "ref": text("@inline", f"{TYPED} target:pointers cRef:any"),
    "unclear": text("@inline", "reason:words cert:certainty"),
    "del": text("@inline", TYPED),
    "salute": text("@inline"),
    "signed": text("@inline"),
    "note": text("@flow", f"{TYPED} target:pointers place:words anchored:truth cert:certainty resp:pointers"),
    "quote": text("@flow", f"{TYPED} source:pointers"),
    "item": text("@flow"),
    "label": text("@simple", f"{TYPED} place:words"),
    "cell": text("@flow", "role:name rows:count cols:count"),
    "persName": text("@simple|roleName", _NAMED),
    "orgName": text("@simple", _NAMED),
    "placeName": text("@simple|country", _NAMED),
    "name": text("@simple", _NAMED),
    "affiliation": text("@simple", f"{DATED} ref:pointers key:any role:words"),
    "gloss": text("@simple", f"{TYPED} target:pointers cRef:any"),
    "term": text("@simple", f"{TYPED} target:pointers cRef:any key:any ref:pointers"),
    "date": text("@simple", f"{DATED} type:={_DATES} subtype:name ana:pointers"),
    "time": text("@simple", f"{DATED} {TYPED}"),
    "title": text("@inline", f"{TYPED} level:=a|m|j|s|u key:any ref:pointers"),
    "frus:classification": text("", "level!:=ts|s|u|sbu|c|sci|na"),
    "dateline": text("@simple|docDate"),
    "byline": text("@simple"),
    "docDate": text("@simple", "when:date"),
    "publisher": text("@simple"),
    "pubPlace": text("@simple"),
    "titlePart": text("@inline", TYPED),
    "docImprint": text("@simple|docDate|publisher|pubPlace"),
    "opener": text("@simple|dateline|salute|signed|byline"),
    "closer": text("@simple|dateline|salute|signed"),
    "figDesc": text("@inline"),
    "gap": Row("", False, "reason:words unit:name quantity:number extent:any"),
    "pb": Row("", False, f"{TYPED} ed:words edRef:pointers"),
    "lb": Row("", False, f"{TYPED} ed:words edRef:pointers"),
    "anchor": Row("", False, TYPED),
    "graphic": Row("", False, "url!:any width:any height:any scale:number mimeType:words"),
}
BLOCKS = {
    "list": Row(
        "(@top|@global)*,((item,(item|@global)*)|(label,@marks,item,@marks)+),@bottoms",
        attributes=f"type:~{_LISTS} subtype:name",
    ),
    "lg": Row("(head|@global)*,(l|lg),(l|lg|@global)*,@bottoms", attributes=f"{TYPED} part:any"),
    "table": Row("(head|@global)*,row,(row|@global)*,@bottoms", attributes="rows:count cols:count"),
    "row": Row("cell+", attributes="role:name rows:count cols:count"),
    "figure": Row("(head|graphic|figDesc|@block|@global|@bottom)*", attributes=f"{TYPED} place:words"),
    "postscript": Row("(head|opener|signed|@global)*,@blocks,((@below),(@below|@global)*)?"),
    "frus:attachment": Row("(@top|@global)*,(@division)?", attributes="type:name"),
    # Nothing is known of what else these may have.
    "frus:page-count": text(attributes="*"),
    "frus:file": text("@pictures", "*"),
    "frus:pdf": text("@pictures", "*"),
}
FRAME = {
    "TEI": Row("teiHeader,(@beside)*,text,(@beside)*", attributes="version:any"),
    "text": Row("@marks,(front,@marks)?,(body|group),@marks,(back,@marks)?", attributes=TYPED),
    "group": Row("(head|@global)*,(text|group),(text|group|@global)*"),
    "front": Row("(head|p|titlePage|div|@titles|@global)*,@bottoms"),
    "body": Row("(@top|@global)*,(@division)"),
    "back": Row("(head|p|list|table|titlePage|div|@titles|@global)*,@bottoms"),
    "div": Row("(@top|@global)*,(@division)?", attributes=f"type!:={_DIVISIONS} subtype:name part:any {_MOMENTS}"),
    "titlePage": Row("@marks,(@titles),(@titles|@global)*", attributes="type:name"),
    "docTitle": Row("@marks,titlePart,(titlePart|@global)*"),
}

"""The stylesheet of EPUB. It sets no colors, so that a reader's own (night, sepia) hold for all of the text."""

STYLE = """\
@charset "UTF-8";
body { margin: 0 5%; line-height: 1.45; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { font-weight: bold; line-height: 1.25; margin: 1.5em 0 1em; text-align: left;
  hyphens: none; -webkit-hyphens: none; page-break-after: avoid; break-after: avoid; }
h1 { font-size: 1.5em; }
h2 { font-size: 1.35em; }
h3 { font-size: 1.2em; }
h4, h5, h6 { font-size: 1.05em; }
p { margin: 0 0 .7em; }
a { color: inherit; }
blockquote { margin: .7em 1.5em; }
figure { margin: 1em 0; text-align: center; }
time, dfn { font-style: inherit; }
dfn { font-weight: bold; font-style: normal; }

.source-note { font-size: .9em; margin-top: 1em; }
.opener { margin-bottom: 1em; }
.seg { text-align: left; }
.dateline, .right { text-align: right; }
.center, .sectiontitle, .sectiontitleital, .sectiontitlebold { text-align: center; }
.sectiontitle, .sectiontitleital, .sectiontitlebold { margin: 1.2em 0 .7em; page-break-after: avoid;
  break-after: avoid; }
.sectiontitleital { font-style: italic; }
.sectiontitlebold, .strong { font-weight: bold; }
.left, .flushleft { text-align: left; }
.italic { font-style: italic; }
.roman { font-style: normal; }
.smallcaps { font-variant: small-caps; }
.salute { margin-top: 1em; }
.closer { margin: 1.2em 0 1.2em 30%; }
.signed { margin-bottom: .5em; }
.postscript { margin-top: 1.2em; }
.attachment { margin-top: 2.5em; border-top: 1px solid; padding-top: .5em; }
.unclear { border-bottom: 1px dotted; }
.head { font-weight: bold; }

ul { list-style: none; margin: 0 0 .7em; padding-left: 1.2em; }
ul ul { padding-left: 1em; }
li { margin: 0 0 .3em; }
.list-head { font-variant: small-caps; margin: .8em 0 .3em; page-break-after: avoid; break-after: avoid; }
.labelled > li { padding-left: 1.8em; text-indent: -1.8em; }
.labelled > li > * { text-indent: 0; }
.labelled > li > .label { display: inline-block; min-width: 1.5em; }
.terms > li, .names > li, .index > li, .index li { padding-left: 1.5em; text-indent: -1.5em; }
.index ul, .index p { text-indent: 0; }

table { border-collapse: collapse; margin: 1em 0; font-size: .9em; }
caption { font-style: italic; margin-bottom: .4em; }
caption span { display: block; }
td, th { padding: .15em .5em; vertical-align: top; text-align: left; }
th { font-weight: bold; border-bottom: 1px solid; }
.border-right { border-right: 1px solid; }
.border-left { border-left: 1px solid; }
.border-top { border-top: 1px solid; }
.border-bottom { border-bottom: 1px solid; }

.noteref { font-size: .75em; line-height: 0; vertical-align: super; text-decoration: none; font-style: normal;
  font-weight: normal; font-variant: normal; }
.notes { margin-top: 2em; border-top: 1px solid; padding-top: .7em; font-size: .9em; }
.note { margin: 0 0 .6em; }
.note p { margin: 0 0 .3em; }
.note-number { text-decoration: none; font-weight: bold; padding-right: .2em; }
.citation { margin-top: 2em; border-top: 1px solid; padding-top: .7em; font-size: .85em; }
.page-line { list-style: none; }
.page[data-n]::before { content: "[" attr(data-n) "]"; font-size: .7em; font-style: normal; font-weight: normal;
  font-variant: normal; margin: 0 .3em; opacity: .75; }
.gap::before { content: "[…]"; }
.graphic::before { content: "[" attr(aria-label) "]"; font-style: italic; }

.cover { margin: 0; padding: 0; text-align: center; }
.cover img { max-width: 100%; max-height: 98vh; }
.book-title, .title-page { text-align: center; margin-top: 12%; }
.book-title h1 { text-align: center; font-size: 1.9em; }
.book-title .series { font-variant: small-caps; letter-spacing: .05em; }
.book-title .volume { font-size: 1.1em; }
.book-title .imprint { font-size: .85em; margin-top: 1.5em; }
nav ol { list-style: none; padding-left: 1.1em; margin: 0; }
nav > ol { padding-left: 0; }
nav li { margin: .35em 0; }
"""

"""How a page looks: on a screen of any width, by day and by night, and in print. Nothing is fetched from anywhere."""

from __future__ import annotations

# Text and links have a contrast of at least 4.5 to 1 with what is behind them, in both schemes (WCAG 2.2, 1.4.3).
_COLOURS = """
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --raised: #f3f1ea; --ink: #1e1d1a; --faint: #5c5a52; --rule: #c9c5b8; --link: #0b4a82;
  --mark: #fff0b3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181b; --raised: #202429; --ink: #e4e2dc; --faint: #a8a69d; --rule: #454a51; --link: #8fc1f5;
    --mark: #4a4111;
  }
}
"""
_PAGE = """
*, ::before, ::after { box-sizing: border-box; }
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
  font-family: "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", Georgia, serif; line-height: 1.55;
}
body > header, main { max-width: 70ch; margin: 0 auto; padding: 0 1.25rem; }
body > header { padding-top: 2rem; }
main { padding-bottom: 4rem; }
a { color: var(--link); text-decoration-thickness: .06em; text-underline-offset: .15em; }
a:focus-visible, [tabindex]:focus-visible {
  outline: .15rem solid var(--link); outline-offset: .15rem;
}
.skip { position: absolute; left: -100vw; padding: .5rem 1rem; background: var(--paper); z-index: 1; }
.skip:focus { left: .5rem; top: .5rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2.2em 0 .8em; font-weight: 600; text-wrap: balance; }
h1 { font-size: 1.65rem; margin-top: 1em; }
h2 { font-size: 1.4rem; } h3 { font-size: 1.2rem; } h4, h5, h6 { font-size: 1.05rem; }
p { margin: 0 0 .9em; }
.series, nav, .facts, .page, .notes, .source-note, .citation { font-size: .88rem; }
.series { margin: 0; color: var(--faint); letter-spacing: .02em; }
.facts {
  display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1.2rem; margin: 1rem 0 0;
  padding: .8rem 0; border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule);
}
.facts dt { color: var(--faint); }
.facts dd { margin: 0; }
.facts p { margin: 0; }
"""
_CONTENTS = """
nav {
  max-width: 70ch; max-height: 60vh; overflow-y: auto; margin: 1.5rem auto 0; padding: .8rem 1.25rem;
  background: var(--raised); line-height: 1.4;
}
nav h2 { font-size: 1rem; margin: 0 0 .5rem; }
nav ul { list-style-type: ""; margin: 0; padding: 0; }
nav ul ul { padding-left: 1rem; border-left: 1px solid var(--rule); }
nav li { padding: .18rem 0; }
nav a { text-decoration: none; display: inline-block; }
nav a:hover, nav a:focus { text-decoration: underline; }
nav ul > li > a.division { font-weight: 600; }
@media (min-width: 76rem) {
  body.volume { display: grid; grid-template-columns: minmax(18rem, 24rem) minmax(0, 1fr); }
  body.volume > nav {
    grid-column: 1; grid-row: 1 / 3; margin: 0; position: sticky; top: 0; max-height: none; height: 100vh; width: 100%;
  }
  body.volume > header { grid-column: 2; width: 100%; }
  body.volume > main { grid-column: 2; width: 100%; }
}
"""
_TEXT = """
article { margin-top: 3rem; }
article + article, section + article { border-top: 1px solid var(--rule); padding-top: .5rem; }
body.document article { margin-top: 1.5rem; }
.source-note { color: var(--faint); }
.dateline, .right, .signed { text-align: right; margin-left: 15%; }
.dateline.left, .left, .flushleft { text-align: left; margin-left: 0; }
.center, .sectiontitleital, .sectiontitlebold { text-align: center; }
.sectiontitleital, .italic { font-style: italic; }
.strong, .sectiontitlebold { font-weight: 600; }
.smallcaps { font-variant-caps: small-caps; }
.italic .roman, i .roman, .roman { font-style: normal; }
.closer { margin: 1.2em 0; }
.postscript, .opener { margin: 1em 0; }
.attachment { margin: 2.5rem 0; padding: 0 0 0 1.1rem; border-left: .2rem solid var(--rule); }
.attachment > :first-child { margin-top: 0; }
blockquote { margin: 1em 0 1em 1.1rem; padding-left: 1rem; border-left: 1px solid var(--rule); }
figure { margin: 1.5em 0; }
.graphic::before { content: attr(aria-label); font-style: italic; color: var(--faint); }
.gap::before { content: "[\\2026]"; color: var(--faint); }
.unclear { text-decoration: underline dotted; }
ul { list-style-type: ""; padding-left: 1.5rem; margin: 0 0 .9em; }
ul ul { margin-bottom: .2em; }
li { margin: 0 0 .3em; }
.list-head, .head { font-weight: 600; margin: 1.1em 0 .3em; break-after: avoid; }
.labelled > li { text-indent: -1.5rem; }
.labelled > li > * { text-indent: 0; }
.label { display: inline-block; min-width: 1.5rem; }
.docTitle, .title-page, .byline, .docImprint { text-align: center; }
.titlePart { font-size: 1.2rem; margin: .6em 0; }
.table { overflow-x: auto; margin: 1em 0; }
table {
  border-collapse: collapse; font-size: .9rem; line-height: 1.35; font-variant-numeric: tabular-nums;
  overflow-wrap: normal;
}
caption { text-align: left; font-weight: 600; padding: .3em 0; }
th, td { padding: .25em .7em; vertical-align: top; text-align: left; border-bottom: 1px solid var(--rule); }
.page {
  color: var(--faint); font: normal 400 .72rem system-ui, sans-serif; font-variant-caps: normal; margin: 0 .2em;
  white-space: nowrap;
}
.page-line { text-align: right; }
li.page-line { text-indent: 0; }
"""
_NOTES = """
.noteref {
  font: .7rem/1 system-ui, sans-serif; vertical-align: super; text-decoration: none; padding: .3em .2em;
}
.notes { margin-top: 2.2rem; padding-top: .8rem; line-height: 1.45; }
.notes::before { content: ""; display: block; width: 6rem; border-top: 1px solid var(--faint); margin-bottom: .8rem; }
.note { margin-bottom: .5em; padding: .1em .3em; }
.note p { margin-bottom: .4em; }
.note-number { display: inline-block; min-width: 1.5em; padding: .1em .2em; font-variant-numeric: tabular-nums; }
.citation { margin-top: 2rem; padding-top: .8rem; border-top: 1px solid var(--rule); color: var(--faint); }
.citation p { margin: 0; }
:target { background: var(--mark); }
article:target, section:target, main:target { background: none; }
"""
_PRINT = """
@media print {
  @page { size: auto; margin: 2cm 2.2cm; }
  :root {
    --paper: #fff; --raised: #fff; --ink: #000; --faint: #333; --rule: #999; --link: #000; --mark: #fff;
    color-scheme: light;
  }
  html { font-size: 11pt; }
  body, body.volume { display: block; line-height: 1.4; }
  body > header, main { max-width: none; padding: 0; }
  nav, .skip { display: none; }
  a { text-decoration: underline; }
  .noteref, .note-number { text-decoration: none; }
  h1, h2, h3, h4, h5, h6, .list-head, .head, .dateline, caption { break-after: avoid; }
  p, li, .note { orphans: 3; widows: 3; }
  .closer, .facts, tr, figure { break-inside: avoid; }
  .closer { break-before: avoid; }
  .table { overflow: visible; }
}
"""

STYLE = _COLOURS + _PAGE + _CONTENTS + _TEXT + _NOTES + _PRINT

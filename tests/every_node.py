"""A small volume of Ruritania's, invented, in which every class of node stands at least once."""

from __future__ import annotations

VOLUME = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0" xml:id="frus1967v99">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title type="complete">Foreign Relations of the United States, 1967, Volume XCIX, Ruritania</title>
        <title type="series">Foreign Relations of the United States</title>
        <title type="subseries">1967</title>
        <title type="volumenumber">Volume XCIX</title>
        <title type="volume">Ruritania</title>
        <editor role="primary">Jane Doe</editor>
        <editor role="general">Richard Roe</editor>
      </titleStmt>
      <publicationStmt>
        <publisher>The Ruritanian Press</publisher>
        <pubPlace>Strelsau</pubPlace>
        <date>2001</date>
        <idno type="frus">frus1967v99</idno>
      </publicationStmt>
      <sourceDesc><p>Born digital.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text>
    <front>
      <titlePage>
        <docTitle><titlePart type="series">Foreign Relations of the United States</titlePart></docTitle>
        <byline>Editor <name>Jane Doe</name></byline>
      </titlePage>
      <pb n="III" xml:id="pg_III" facs="0005"/>
      <div type="section" subtype="terms" xml:id="terms">
        <head>Abbreviations</head>
        <list type="terms">
          <item><hi rend="strong"><term xml:id="t_EMB1">Emb.</term></hi>, Embassy</item>
          <pb n="IV" xml:id="pg_IV"/>
          <item><term>tel</term>, telegram</item>
        </list>
      </div>
    </front>
    <body>
      <pb n="1" xml:id="pg_1"/>
      <div type="compilation" xml:id="comp1">
        <head>Relations With Ruritania<note n="1" xml:id="comp1fn1">Continued.</note></head>
        <p>For an earlier account, see <ref target="#d2">document 2</ref>.</p>
        <div type="chapter" xml:id="ch1">
          <head>The Harbor &amp; “the &lt;Lake&gt;”</head>
          <div type="document" n="1" xml:id="d1" subtype="historical-document">
            <note rend="inline" type="source">760h.61/4–1167: Telegram</note>
            <head>1. The <gloss type="from">Ambassador in Ruritania</gloss> (<persName corresp="#p_RR1"
              type="from">Roe</persName>) <hi rend="italic">to the <gloss type="to" target="#t_SEC">Secretary
              of State</gloss></hi><note n="1" xml:id="d1fn1" type="source">Source: Archives.<hi rend="smallcaps"
              >sm</hi></note></head>
            <opener>
              <seg rendition="#left">secret priority</seg>
              <dateline rendition="#right"><placeName><hi rend="smallcaps">Strelsau</hi></placeName>, <date
                when="1967-04-11T16:00:00" calendar="gregorian">April 11, 1967</date>, <time>4 p.m.</time><lb/>[Received
                April 12.]</dateline>
              <salute>Dear Mr. Secretary:</salute>
            </opener>
            <list type="subject"><head>SUBJECT</head><item>The harbor</item></list>
            <p rend="flushleft">116. Embtel 95.<note n="2" xml:id="d1fn2"><p>Not printed.</p><p>Nor found.</p></note>
              The tele<pb n="2" xml:id="pg_2"/>gram is <del rend="strikethrough">lost</del> <unclear>found</unclear>
              <gap reason="illegible" unit="word" quantity="2"/>. See <ref target="http://example.org/a?b=1&amp;c=2">the
              site</ref>, <ref target="#pg_1">page 1</ref>, <ref target="frus1966v01#d7">volume I</ref>, <ref
              target="#d1fn2">note 2</ref>.</p>
            <list>
              <label>1.</label><item>First.</item>
              <label>2.</label><item>Second, with <list type="simple"><item>one</item><item>two</item></list></item>
              <pb n="3" xml:id="pg_3"/>
              <label>3.</label><item><p>Third.</p><p>And more.</p></item>
            </list>
            <list><label>(a)</label><item>Alpha</item><label>(c)</label><item>Gamma</item></list>
            <list><label>Zenda</label><item>A castle.</item><label>Hentzau</label><item>A count.</item></list>
            <quote rend="blockquote"><p>Nothing new,<lb/>as <hi rend="underline">ever</hi> H<hi
              rend="sub">2</hi>O.</p></quote>
            <table rows="3" cols="3">
              <head>Table of ships</head>
              <row role="label"><cell role="label">Ship</cell><cell cols="2">Tons</cell></row>
              <row><cell rows="2">Rose</cell><cell>10</cell><cell rendition="#right">0123</cell></row>
              <pb n="4" xml:id="pg_4"/>
              <row><cell>1e5</cell><cell><p>one</p><p>two</p></cell></row>
            </table>
            <figure><graphic url="ship.png"/><head>A ship</head></figure>
            <p rend="center">* * *</p>
            <closer><signed><persName><hi rend="strong">Richard Roe</hi></persName><lb/><hi rend="italic"
              >Ambassador</hi></signed></closer>
            <postscript><p>P.S. The king is well.</p></postscript>
            <frus:attachment>
              <head>Attachment</head>
              <dateline>Zenda, <date from="1967-04-01" to="1967-04-03">April 1–3, 1967</date>.</dateline>
              <p>Text of the note. \\input{/etc/passwd} &lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; --&gt; `=html` $x$
                #1 *no* _no_ ~ ^</p>
              <closer><signed><list><item>Doe</item><item><affiliation>Poe</affiliation></item></list></signed></closer>
            </frus:attachment>
          </div>
          <div type="document" n="[2]" xml:id="d2" subtype="editorial-note">
            <head>2. Editorial Note</head>
            <p rend="sectiontitleital">The king</p>
            <p>On <date notBefore="1967-05-01" notAfter="1967-05-31" cert="low">a day in May</date> the king sailed.</p>
          </div>
        </div>
      </div>
    </body>
    <back>
      <div type="index" xml:id="index"><head>Index</head><list type="index"><item>Zenda, <ref target="#d1">1</ref>
        <list><item>castle of, 2</item></list></item></list></div>
    </back>
  </text>
</TEI>
"""

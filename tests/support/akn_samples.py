"""Akoma Ntoso of our own invention."""

from __future__ import annotations

HEAD = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'

ACT = f"""<?xml version="1.0" encoding="UTF-8"?>
{HEAD}
<act name="act"><meta><identification source="#me">
  <FRBRWork><FRBRthis value="/akn/xx/act/2031/7/!main"/><FRBRuri value="/akn/xx/act/2031/7"/>
    <FRBRdate date="2031-02-03" name="enacted"/><FRBRauthor href="#ministry"/></FRBRWork>
  <FRBRExpression><FRBRthis value="/akn/xx/act/2031/7/eng@2031-03-01/!main"/>
    <FRBRlanguage language="eng"/></FRBRExpression></identification>
  <lifecycle source="#me"><eventRef date="2031-03-01" refersTo="#entry-into-force"/></lifecycle>
  <references source="#me"><TLCOrganization eId="ministry" href="/x" showAs="Ministry of Kites"/>
  </references></meta>
<preface><longTitle eId="title"><p>An Act about <docTitle>Kites &amp; Strings</docTitle></p>
</longTitle></preface>
<body eId="body"><part eId="part_I"><num>Part I</num><heading>Kites</heading>
<section eId="sec_3"><num>3.</num><heading>Permit to fly</heading>
  <subsection eId="sec_3__subsec_1"><num>(1)</num><content><p eId="sec_3__subsec_1__p">A person
   who <i>wants</i> a permit must send the form by registered mail.<authorialNote marker="*">
   <p>Kites only.</p></authorialNote></p></content></subsection>
  <subsection eId="sec_3__subsec_2"><num>(2)</num><intro><p eId="sec_3__subsec_2__intro">The form
   must have</p></intro>
   <paragraph eId="sec_3__subsec_2__para_a"><num>(a)</num><content>
    <p>a colour,</p></content></paragraph>
   <paragraph eId="sec_3__subsec_2__para_b"><num>(b)</num><content>
    <p>a tail.</p></content></paragraph>
   <wrapUp><p>The tail may be short.</p></wrapUp></subsection>
</section></part></body>
<attachments><attachment eId="att_1"><num>Schedule 1</num><heading>Colours</heading><doc><mainBody>
<table eId="att_1__table"><tr><th><p>Kite</p></th><td/><td><p>Red</p></td></tr></table>
</mainBody></doc></attachment></attachments>
</act></akomaNtoso>
"""

BILL = f"""{HEAD.replace("<", "<x:").replace("xmlns=", "xmlns:x=")}
<x:bill><x:meta><x:identification><x:FRBRWork><x:FRBRthis value="/akn/xx/bill/2032/1"/></x:FRBRWork>
<x:FRBRExpression><x:FRBRlanguage language="deu"/></x:FRBRExpression></x:identification></x:meta>
<x:body><x:section eId="s1"><x:num>Abschnitt 1</x:num><x:heading>Drachen</x:heading>
<x:article eId="a1"><x:num>§ 1a</x:num><x:paragraph eId="a1_p1"><x:num/><x:content><x:p eId="a1_t">
<x:mod eId="m">In <x:ref href="#y">§ 2</x:ref> wird angefügt: <x:quotedStructure eId="q">
<x:article eId="q_a2"><x:num>Artikel 2</x:num><x:paragraph eId="q_p"><x:content>
<x:p eId="q_t">Der Antrag ist per Post zu senden.</x:p></x:content></x:paragraph></x:article>
</x:quotedStructure></x:mod></x:p></x:content></x:paragraph></x:article></x:section></x:body></x:bill>
</x:akomaNtoso>
"""

AMENDMENT = f"""{HEAD}<amendment name="am"><meta><identification/></meta><amendmentBody>
<amendmentContent><p eId="am_p">Kites of <b>two</b> colours<br/>are allowed.</p>
<p>They may <del>not </del>be red.</p></amendmentContent></amendmentBody></amendment></akomaNtoso>
"""

/**
 * A document with what the fast parser does by itself: runs of text and of attribute values, entities, clones of an
 * unclosed link, foreign elements, templates, raw text, comments, labels, framesets' opposite. Discovery reads it both ways
 * once, before its first message.
 */
export const CHECK_DOCUMENT = `<!doctype html><html><head><title>x <a href="no"></title><BASE HREF="https://base.example/">
<style>a[href="no"] { color: red }</style></head><body style="margin: 0; padding: 0" class='some words'>
<!-- plain <a href=no> --><p>Some words, <a title="t" href="https://a.example/?a=1&amp;b=2&copy=3">one <b>two</b> &amp; three</a>
<a href='single'><img src="x" alt="A picture">
<a href=bare>left open<table><tr><td><a href="in-table">cell</td></tr></table>
<template><a href="no">template</a></template><textarea><a href="no"></textarea>
<svg><a xlink:href="svg"><title>s</title></a></svg><math><a href="no"></a></math>
<div itemscope itemtype="http://schema.org/ViewAction"><p><a itemprop="url" href="action">a</a></p></div>
<a>no address</a> <a class=x>nor <b>here</b></a>
<form action="form"><area href="area" alt="an area"></form>
<v:roundrect href="vml"><center>Button</center></v:roundrect>
<!--[if mso]><v:rect href="hidden">Outlook</v:rect><![endif]--></p>\r
</body></html>
`;

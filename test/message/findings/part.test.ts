import { describe, expect, test } from 'vitest';
import { type AuditOptions, auditLinks } from '../../../src/index.js';

const codes = (html: string, options?: AuditOptions): readonly string[] =>
  auditLinks(html, options).findings.map(({ code }) => code);

/** A message and the codes of its findings. */
const CASES: readonly (readonly [html: string, ...codes: string[]])[] = [
  // Unfinished links.
  ['<a href="">Buy</a>', 'href-empty'],
  ['<a href>Buy</a>', 'href-empty'],
  ['<a href=" ">Buy</a>', 'href-empty'],
  ['<a href="#">Buy</a>', 'href-empty'],
  ['<a href=" # "><img src=x alt="Buy"></a>', 'href-empty'],
  ['<map><area href="#" alt="Buy"></map>', 'href-empty'],
  ['<v:roundrect href="#">Buy</v:roundrect>', 'href-empty'],
  ['<a href="mailto:">Write</a>', 'href-empty'],
  ['<a href="mailto: ">Write</a>', 'href-empty'],
  ['<a href="tel:">Call</a>', 'href-empty'],
  ['<a href="tel:+">Call</a>', 'href-empty'],
  ['<a href="sms:#">Text</a>', 'href-empty'],
  ['<a href="mailto:?">Write</a>', 'href-empty'],
  ['<a href="mailto:?subject=">Write</a>', 'href-empty'],
  ['<a href="tel:-">Call</a>', 'href-empty'],
  ['<a href="whatsapp://">Write</a>', 'href-empty'],
  ['<a href="webcal:">Save</a>', 'href-empty'],
  ['<a href="https://shop.example/a">Why people unsubscribe</a>'],
  ['<a href="https://shop.example/a">Unsubscribe rates in 2026</a>'],
  ['<a href="https://shop.example/a">How to reduce unsubscribes</a>'],
  ['<a href="https://shop.example/a">How to unsubscribe</a>', 'unsubscribe-unrecognised'],
  ['<a href="#">Sign up</a>', 'href-empty'],
  ['<a href="#">Top deals</a>', 'href-empty'],
  ['<a href="#">Start up your summer</a>', 'href-empty'],
  ['<a href="mailto:?subject=Look">Share</a>'],
  ['<a href="mailto:{{email}}">Write</a>'],
  ['<a href="tel:110">Call</a>'],
  ['<a href="#">Back to top</a>'],
  ['<a href="#">\u2191</a>'],
  ['<a href="#">Top</a>'],
  ['<a href="#">Return to the top of the page</a>'],
  ['<a href="#">Nach oben</a>'],
  ['<a href="#">Retour en haut</a>'],
  ['<a href="#">Volver arriba</a>'],
  ['<a href="#">\u30da\u30fc\u30b8\u30c8\u30c3\u30d7\u3078</a>'],
  // Set by a template or a script.
  ['<a href="#" th:href="@{https://shop.example/}">Buy</a>'],
  ['<a href="#" :href="url">Buy</a>'],
  ['<a href="#" t-att-href="url">Buy</a>'],
  ['<a href="" data-bind="attr: { href: url }">Buy</a>'],
  ['<a href="" style="-ko-attr-href: @url">Buy</a>'],
  ['<a href="#" tal:attributes="href url">Buy</a>'],
  ['<a href="order.html" th:href="@{${url}}">Buy</a>'],
  ['<a href="#order" v-bind:href="url">Buy</a>'],
  ['<a href="#" data-bind="text: label">Buy</a>', 'href-empty'],
  ['<a href="#" style="color: red">Buy</a>', 'href-empty'],
  ['<a href="#top">Start</a>'],
  ['<form action="">x</form>', 'form-action'],
  ['<a href="#offers">Offers</a>', 'anchor-unknown'],
  ['<a href="#offers">Offers</a><a name="other">x</a>', 'anchor-unknown'],
  ['<a href="#offers">Offers</a><p id="offers">x</p>'],
  ['<a href="#offers">Offers</a><a name=offers>x</a>'],
  ["<a href='#b%C3%BCcher'>B\u00fccher</a><p ID='b\u00fccher'>x</p>"],
  ['<a href="#{{section}}">Offers</a>'],
  ['<a href="#offers">Offers</a><p id="{{section}}">x</p>'],
  ['<a>https://shop.example</a>', 'href-missing'],
  ['<a class="button" style="color: red">www.<b>shop</b>.example</a>', 'href-missing'],
  ['<a>info@shop.example</a>', 'href-missing'],
  ['<a herf="https://shop.example/">Shop</a>', 'href-missing'],
  ['<a src="mailto:info@shop.example">Write</a>', 'href-missing'],
  ['<a link="www.shop.example">Shop</a>', 'href-missing'],
  ['<a rel="https://shop.example/rel/x">Shop</a>'],
  ['<a>Shop</a>'],
  ['<a name="x">www.shop.example</a>'],
  ['<a onclick="go()">www.shop.example</a>'],
  ['<a ng-href="x">www.shop.example</a>'],
  ['<template><a>www.shop.example</a></template>'],
  // Labels.
  ['<a href="https://shop.example/">www.shop.example</a>', 'label-is-address'],
  ['<a href="https://shop.example/" data-track="off">www.shop.example</a>'],
  ['<a href="https://shop.example/"><img src=x alt="www.bank.example"></a>'],
  ['<a href="https://shop.example/" title="www.bank.example"></a>'],
  ['<a href="https://shop.example/">Shop.example</a>'],
  ['<a href="mailto:a@shop.example">www.shop.example</a>'],
  // Unsubscribing.
  ['<a href="https://shop.example/p/7">Unsubscribe</a>', 'unsubscribe-unrecognised'],
  ['<a href="https://shop.example/p/7">Remove me from this list</a>', 'unsubscribe-unrecognised'],
  ['<a href="https://shop.example/p/7">Stop receiving these emails</a>', 'unsubscribe-unrecognised'],
  ['<a href="https://shop.example/p/7">إلغاء الاشتراك</a>', 'unsubscribe-unrecognised'],
  ['<a href="https://shop.example/p/7">Zrušit odběr</a>', 'unsubscribe-unrecognised'],
  ['<a href="https://shop.example/p/7">Remove the cover</a>'],
  ['<a href="https://shop.example/p/7">Hier abmelden</a>', 'unsubscribe-unrecognised'],
  ['<a href="https://shop.example/p/7">Se d\u00e9sabonner</a>', 'unsubscribe-unrecognised'],
  ['<a href="https://shop.example/p/7">\u914d\u4fe1\u505c\u6b62</a>', 'unsubscribe-unrecognised'],
  ['<a href="https://shop.example/unsubscribe">Unsubscribe</a>'],
  ['<a href="https://shop.example/p/7" data-clickstamp-kind="unsubscribe">Unsubscribe</a>'],
  ['<a href="https://shop.example/p/7">How to unsubscribe</a><a href="*|UNSUB|*">Bye</a>'],
  ['<a href="mailto:leave@shop.example">Unsubscribe</a>'],
  ['<a href="#">Unsubscribe</a>', 'href-empty'],
  ['<a href="https://shop.example/p/7" data-track="off">Unsubscribe</a>'],
  ['<a href="https://shop.example/p/7">Subscribe</a>'],
  // A tag in the place of a host.
  ['<a href="https://{{url}}">x</a>', 'merge-tag-authority'],
  ['<a href="https://{{sub}}.shop.example/">x</a>'],
  ['<a href="https://shop.example:{{port}}/">x</a>'],
  ['<a href="https://shop.{{tld}}/">x</a>'],
  ['<a href="https://{{ shop.domain }}/sale">x</a>'],
  ['<a href="http{{s}}://shop.example/">x</a>'],
  // A base.
  ['<base href="https://shop.example/"><a href="https://shop.example/">x</a>'],
  ['<base href="https://shop.example/"><a href="/sale">x</a>', 'base-element', 'relative-url'],
];

describe('what a part as a whole tells', () => {
  test.each(CASES)('%s', (html, ...expected) => {
    expect(codes(html)).toEqual(expected);
  });

  test('AMP acts on a tap, with or without an address', () => {
    expect(codes('<a on="tap:box.show" href="#">Open</a>', { part: 'amp' })).toEqual([]);
    expect(codes('<a [href]="x">www.shop.example</a>', { part: 'amp' })).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type AuditOptions, auditLinks } from '../../../src/index.js';
import { SYSTEM_KINDS } from '../../../src/message/classify/system-kinds.js';
import { SYSTEM_TAGS } from '../../../src/message/classify/system-tags.js';
import { SYSTEM_TAG_CASES } from './system-tags.cases.js';
import { OTHER_PAGES, UNSUBSCRIBE_ADDRESSES } from './unsubscribe-address.cases.js';

const kindOf = (href: string, options: AuditOptions = {}): string | undefined =>
  auditLinks(`<a href='${href}'>x</a>`, options).links[0]?.kind;

describe("the systems' own links", () => {
  test.each(SYSTEM_TAG_CASES)('$href is $kind', ({ href, kind }) => {
    const [link] = auditLinks(`<a href='${href}'>x</a>`).links;
    expect(link).toMatchObject({ kind, verdict: 'leave', reason: `${kind}-link`, href });
  });

  test('every name has a case, and takes part', () => {
    const names = SYSTEM_TAGS.flatMap((row) => row.names);
    expect(SYSTEM_TAG_CASES.map((each) => each.name).sort()).toEqual([...names].sort());
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(['{', '}', '%', '-%}', '|*', ']]', '<%=-'])('a tag full of %j is read at once', (piece) => {
    for (const [open, close] of [
      ['{%', '%}'],
      ['<%', '%>'],
      ['%%', '%%'],
      ['*|', '|*'],
    ])
      expect(kindOf(`${open} x ${piece.repeat(400 / piece.length)} x ${close}`)).not.toBe('unsubscribe');
  });

  test('every name has its place in docs/dialects.md, under its kind', () => {
    const page = readFileSync(new URL('../../../docs/dialects.md', import.meta.url), 'utf8').split('\n');
    const missing = SYSTEM_TAGS.flatMap(({ kind, names }) =>
      names.filter((name) => !page.some((line) => line.startsWith(`| ${kind} |`) && line.includes(`\`${name}\``))),
    );
    expect(missing).toEqual([]);
  });

  const elsewhere: readonly [string, string][] = [
    ['https://{{unsubscribe_link}}', 'unsubscribe'],
    [' {{unsubscribe_link}}', 'unsubscribe'],
    ['{unsubscribe}', 'unsubscribe'],
    ['*|UNSUB:https://shop.example/bye|*', 'unsubscribe'],
    ['*|UNSUB:https://shop.example/u?y=*|EMAIL|*|*', 'unsubscribe'],
    ['[unsubscribe_link]', 'unsubscribe'],
    ['https://[show_link]', 'preview'],
    ['https://shop.example/[show_link]', 'web'],
    ['{{${set_user_to_unsubscribed_url}}}', 'unsubscribe'],
    ['{{unsubscribe_link}}?from=footer', 'unsubscribe'],
    ['https://shop.example/?u={{unsubscribe_link}}', 'web'],
    ['{{contact.unsubscribe_link}}', 'unsubscribe'],
    ['{{ user.unsubscribeUrl }}', 'unsubscribe'],
    ['{{unsubscribe_link()}}', 'unsubscribe'],
    ['{$unsubscribe_url}', 'unsubscribe'],
    ['$unsubscribe', 'unsubscribe'],
    ['<?php echo $unsubscribe_url; ?>', 'unsubscribe'],
    ['@@unsubscribe@@', 'unsubscribe'],
    ['#UNSUBSCRIBE#', 'unsubscribe'],
    ['{{ params.optOutLink }}', 'unsubscribe'],
    ['{{ preference_center_url }}', 'preferences'],
    ['{{manage_preferences}}', 'preferences'],
    ['${user.editNotificationPreferencesUrl}', 'preferences'],
    ['{{ email.webview_url }}', 'preview'],
    ['##web_version##', 'preview'],
    ['{{ viewInYourBrowserLink }}', 'preview'],
    ['{{ unsubscribe_article_url }}', 'placeholder'],
    ['{{ user.preferences }}', 'placeholder'],
    ['{{ previewImageUrl }}', 'placeholder'],
    ['{{trigger_link.}}', 'placeholder'],
    ['{{my_unsubscribe_link}}', 'unsubscribe'],
    ['*%7CUNSUB%7C*', 'unsubscribe'],
    ['{!unsubscribe_url}', 'unsubscribe'],
    ['[% unsubscribe_url %]', 'unsubscribe'],
    ["{% unsubscribe 'Leave' %}", 'unsubscribe'],
    ["{{ route('newsletter.unsubscribe', $user) }}", 'unsubscribe'],
    ["{% url 'unsubscribe' token %}", 'unsubscribe'],
    ['<%= unsubscribe_url(@user) %>', 'unsubscribe'],
    ['{{ .UnsubscribeURL }}', 'unsubscribe'],
    ['{{ list_unsubscribe }}', 'unsubscribe'],
    ['{{ subscriber.manage_subscription_url }}', 'preferences'],
    ["{{ route('articles.show', 'unsubscribe') }}", 'placeholder'],
    ['{{ unsubscribed_at }}', 'placeholder'],
    ['{unsubscription_url}', 'unsubscribe'],
    ['{unsubscription_confirm_url}', 'unsubscribe'],
    ['{{ user.get_unsubscribe_url }}', 'unsubscribe'],
    ['{{ email.unsubscribe.url }}', 'unsubscribe'],
    ['{{ email.article.url }}', 'placeholder'],
    ['{{ links[\u0022unsubscribe\u0022] }}', 'unsubscribe'],
    ['{{ links[\u0022unsubscribe\u0022].label }}', 'placeholder'],
    ['@(Model.UnsubscribeUrl)', 'unsubscribe'],
    ['{{ URL::signedRoute(\u0022unsubscribe\u0022, [1]) }}', 'unsubscribe'],
    ['{{ URL::temporarySignedRoute(\u0022unsubscribe\u0022, $t) }}', 'unsubscribe'],
    ['{{ url(\u0022/unsubscribe/\u0022.$t) }}', 'unsubscribe'],
    ['{{ url(\u0022/articles/unsubscribe\u0022) }}', 'placeholder'],
    ['{{ absolute_url(path(\u0022app_unsubscribe\u0022)) }}', 'unsubscribe'],
    ['{unsubscribe:https://shop.example/bye}', 'unsubscribe'],
    ['$[LI:UNSUBSCRIBE]$', 'unsubscribe'],
    ['$[LI:VIEWINBROWSER]$', 'preview'],
    ['http://$UNSUB$', 'unsubscribe'],
    ['{{ subscriber_preferences_url }}', 'preferences'],
    ['<%= edit_user_notification_preferences_url %>', 'preferences'],
    ['[% manage_prefs_url %]', 'preferences'],
    ['{{ notification_settings_url }}', 'preferences'],
    ['{{ update_profile_url }}', 'preferences'],
    ['{{ user.settings_url }}', 'placeholder'],
    ['{{ user.profile_url }}', 'placeholder'],
    ['{{ unsubscribe_reason }}', 'placeholder'],
  ];
  test.each(elsewhere)('%s is %s', (href, kind) => {
    expect(kindOf(href)).toBe(kind);
  });

  test.each(SYSTEM_KINDS)('systemLinks.$kind.track signs the ones that have a web address', ({ kind }) => {
    const html = `<a data-link-kind="${kind}" href="https://shop.example/${kind}">x</a><a data-link-kind="${kind}" href="mailto:a@shop.example">y</a>`;
    expect(auditLinks(html).links.map((link) => link.verdict)).toEqual(['leave', 'leave']);
    const links = auditLinks(html, { systemLinks: { [kind]: { track: true } } }).links;
    expect(links.map((link) => [link.kind, link.verdict, link.reason])).toEqual([
      [kind, 'track', 'kind-tracked'],
      [kind, 'leave', `${kind}-link`],
    ]);
  });

  test('a trigger link is tracked once its tag has a web address', () => {
    const html = '<a href="{{trigger_link.a}}">x</a>';
    const values = { 'trigger_link.a': 'https://go.brand.example/t/1' };
    expect(auditLinks(html, { values }).links[0]?.verdict).toBe('leave');
    expect(auditLinks(html, { values, systemLinks: { trigger: { track: true } } }).links[0]).toMatchObject({
      verdict: 'track',
      url: values['trigger_link.a'],
    });
  });

  test.each(SYSTEM_KINDS)("systemLinks.$kind.match takes the app's own matchers", ({ kind }) => {
    const options: AuditOptions = {
      systemLinks: {
        [kind]: {
          match: ['shop.example/special', /\?special=1$/, (link: { label: string }) => link.label === 'Special'],
        },
      },
    };
    const html = ['special', 'special/a', 'specials', '?special=1']
      .map((path) => `<a href="https://shop.example/${path}">x</a>`)
      .join('');
    expect(
      auditLinks(`${html}<a href="https://shop.example/x">Special</a>`, options).links.map((link) => link.kind),
    ).toEqual([kind, kind, 'web', kind, kind]);
  });

  const paths: readonly [string, string][] = [
    ...UNSUBSCRIBE_ADDRESSES.map((address): [string, string] => [address, 'unsubscribe']),
    ...OTHER_PAGES.map((address): [string, string] => [address, 'web']),
  ];
  test.each(paths)('by path, %s is %s', (href, kind) => {
    expect(kindOf(href)).toBe(kind);
    expect(kindOf(href, { systemLinks: { unsubscribe: { byPath: false } } })).toBe('web');
  });

  test('links equal to a List-Unsubscribe URL are unsubscribe links', () => {
    const header = '<mailto:bye@shop.example?subject=u>, <https://shop.example/l/1?a=1&b=2>';
    const html =
      '<a href="https://shop.example/l/1?a=1&amp;b=2">u</a><a href="mailto:bye@shop.example?subject=u">m</a><a href="https://shop.example/l/1">no</a>';
    for (const listUnsubscribe of [
      header,
      header.replace('/l/1', '/l/\r\n 1'),
      ['https://shop.example/l/1?a=1&b=2', 'mailto:bye@shop.example?subject=u'],
    ]) {
      expect(auditLinks(html, { listUnsubscribe }).links.map((link) => link.kind)).toEqual([
        'unsubscribe',
        'unsubscribe',
        'web',
      ]);
    }
  });

  test('data-link-kind="web" makes an ordinary link of one that looks like the system\'s', () => {
    expect(auditLinks('<a data-link-kind=web href="https://shop.example/unsubscribe">x</a>').links[0]).toMatchObject({
      kind: 'web',
      verdict: 'track',
    });
  });
});

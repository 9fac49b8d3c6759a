import type { MergeTagSyntaxName } from '../../../src/message/merge-tags/syntaxes.js';

/** A syntax, a text, and what its tags are called; where it matters, the fallback, and whether raw or a block. */
export interface SyntaxCase {
  readonly syntax: MergeTagSyntaxName;
  readonly text: string;
  readonly tags: readonly { name: string; fallback?: string; raw?: true; control?: true }[];
}

export const SYNTAX_CASES: readonly SyntaxCase[] = [
  { syntax: 'mustache', text: 'a{{ x }}b{{y}}', tags: [{ name: 'x' }, { name: 'y' }] },
  { syntax: 'mustache', text: '{{{ x }}}', tags: [{ name: 'x', raw: true }] },
  { syntax: 'mustache', text: '{{&x}}{{~ y ~}}', tags: [{ name: 'x', raw: true }, { name: 'y' }] },
  { syntax: 'mustache', text: '{{ x | default: "it\'s" }}', tags: [{ name: 'x', fallback: "it's" }] },
  { syntax: 'mustache', text: "{{ x | upcase | default: 'y' }}", tags: [{ name: 'x', fallback: 'y' }] },
  { syntax: 'mustache', text: '{{ x | safe }}', tags: [{ name: 'x', raw: true }] },
  {
    syntax: 'mustache',
    text: '{{#if a}}b{{else}}c{{/if}}',
    tags: [
      { name: '#if a', control: true },
      { name: 'else', control: true },
      { name: '/if', control: true },
    ],
  },
  {
    syntax: 'mustache',
    text: '{{!-- note --}}{{> part}}',
    tags: [
      { name: '!-- note --', control: true },
      { name: '> part', control: true },
    ],
  },
  { syntax: 'mustache', text: '{{${x}}}', tags: [{ name: 'x' }] },
  { syntax: 'mustache', text: '{{half {{whole}} half}}', tags: [{ name: 'whole' }] },
  { syntax: 'mustache', text: '{{}} {{ }} {{ } }', tags: [] },
  { syntax: 'mustache', text: '{{ $x }}', tags: [{ name: '$x' }] },
  { syntax: 'mustache', text: '{{- x -}}{{-y}}{{= z }}', tags: [{ name: 'x' }, { name: 'y' }, { name: 'z' }] },
  {
    syntax: 'mustache',
    text: `{{ a | default("x") }}{{ b|fallback: 'y' }}{{ c ?? 'z' }}{{ d || "v" }}{{ e or 'w' }}`,
    tags: [
      { name: 'a', fallback: 'x' },
      { name: 'b', fallback: 'y' },
      { name: 'c', fallback: 'z' },
      { name: 'd', fallback: 'v' },
      { name: 'e', fallback: 'w' },
    ],
  },
  {
    syntax: 'liquid',
    text: '{% if a %}{%- endif -%}',
    tags: [
      { name: 'if a', control: true },
      { name: 'endif', control: true },
    ],
  },
  { syntax: 'mailchimp', text: '*|X|* *|Y:you|*', tags: [{ name: 'X' }, { name: 'Y', fallback: 'you' }] },
  {
    syntax: 'mailchimp',
    text: '*|UNSUB:https://a.example/|*',
    tags: [{ name: 'UNSUB' }],
  },
  {
    syntax: 'mailchimp',
    text: '*|IF:X|**|END:IF|*',
    tags: [
      { name: 'IF:X', control: true },
      { name: 'END:IF', control: true },
    ],
  },
  { syntax: 'ampscript', text: '%%x%% %%=v(@y)=%%', tags: [{ name: 'x' }, { name: 'y' }] },
  { syntax: 'ampscript', text: '%%=RedirectTo(@z)=%%', tags: [{ name: 'RedirectTo(@z)' }] },
  { syntax: 'ampscript', text: '%%[ set @x = 1 ]%%', tags: [{ name: '[ set @x = 1 ]', control: true }] },
  { syntax: 'ampscript', text: '%%/?&%% 5%%22%%', tags: [] },
  { syntax: 'liquid', text: '{%20a%20%}{%22a%22:%22%}', tags: [] },
  { syntax: 'mailchimp', text: '*|LIST:NAME|*', tags: [{ name: 'LIST:NAME' }] },
  { syntax: 'mailchimp', text: '*|DATE:d/m/y|*', tags: [{ name: 'DATE:d/m/y' }] },
  { syntax: 'mailchimp', text: '*|ANYTHING:NEW_NAME|*', tags: [{ name: 'ANYTHING:NEW_NAME' }] },
  { syntax: 'mailchimp', text: '*|1|* *||* *|a\nb|*', tags: [] },
  {
    syntax: 'mailchimp',
    text: '*|UNSUB:https://a.example/u?y=*|EMAIL|*&z=*|ID|*|*x*|Y|*',
    tags: [{ name: 'UNSUB' }, { name: 'Y' }],
  },
  {
    syntax: 'mailgun',
    text: '%recipient.x% %unsubscribe_url%',
    tags: [{ name: 'recipient.x' }, { name: 'unsubscribe_url' }],
  },
  { syntax: 'mailgun', text: '%20a%20 100%a b% %C3%A9%', tags: [] },
  // What a name starts with may look like a percent-escape.
  {
    syntax: 'mailgun',
    text: '%date% %campaign.name% %ACCOUNT_ID% %Address%',
    tags: [{ name: 'date' }, { name: 'campaign.name' }, { name: 'ACCOUNT_ID' }, { name: 'Address' }],
  },
  { syntax: 'mailgun', text: '20%date% %EA%B0%80% %E4pfel% %fcber%20 a%FCber% %date%20', tags: [] },
  { syntax: 'erb', text: '<%= x %><%- y -%><%name%>', tags: [{ name: 'x' }, { name: 'y' }, { name: 'name' }] },
  { syntax: 'erb', text: '<% if a %>', tags: [{ name: 'if a', control: true }] },
  { syntax: 'php', text: '<?= $x ?><?php echo $y; ?>', tags: [{ name: '$x' }, { name: '$y' }] },
  { syntax: 'php', text: '<?php if ($x): ?>', tags: [{ name: 'if ($x):', control: true }] },
  { syntax: 'php', text: '<?xml version="1.0" ?><?mso-application ?>', tags: [] },
  { syntax: 'blade', text: '{!! $x !!}', tags: [{ name: '$x', raw: true }] },
  { syntax: 'dollar', text: '${x}$y{z}', tags: [{ name: 'x' }] },
  {
    syntax: 'dollar',
    text: '${a || "x"}${b!"y"}${c?url}${d!}${e?html!\'z\'}${f(1)}',
    tags: [
      { name: 'a', fallback: 'x' },
      { name: 'b', fallback: 'y' },
      { name: 'c' },
      { name: 'd', fallback: '' },
      { name: 'e', fallback: 'z' },
      { name: 'f(1)' },
    ],
  },
  { syntax: 'dollar', text: '${%22a%22:1} ${"a":1} ${1}', tags: [] },
  { syntax: 'dollar', text: '${"a"}${\'b\' + c}', tags: [{ name: '"a"' }, { name: "'b' + c" }] },
  { syntax: 'velocity', text: '$!{x}', tags: [{ name: 'x' }] },
  {
    syntax: 'mautic',
    text: '{contactfield=x}{leadfield=y|you}',
    tags: [{ name: 'x' }, { name: 'y', fallback: 'you' }],
  },
  { syntax: 'civicrm', text: '{contact.id} {x} {1.5} {a.1} {a b.c}', tags: [{ name: 'contact.id' }] },
  {
    syntax: 'smarty',
    text: "{$x} {$y.z} {$a->b} {$c|escape:'url'} {$d|default:'you'}",
    tags: [{ name: 'x' }, { name: 'y.z' }, { name: 'a->b' }, { name: 'c' }, { name: 'd', fallback: 'you' }],
  },
  {
    syntax: 'smarty',
    text: '{if $x}a{/if}{foreach $y as $z}{/foreach}',
    tags: [
      { name: 'if $x', control: true },
      { name: '/if', control: true },
      { name: 'foreach $y as $z', control: true },
      { name: '/foreach', control: true },
    ],
  },
  { syntax: 'smarty', text: '{$gt:5} {$} {$1} {if x} {$and:[{a:1}]}', tags: [] },
  { syntax: 'mustache', text: '{{a:1},{b:2}} {{ f({a:1}) }}', tags: [{ name: 'f({a:1})' }] },
  { syntax: 'mautic', text: '{x} {fieldcontact=x}', tags: [] },
  {
    syntax: 'mailpoet',
    text: '[subscriber:email] [subscriber:firstname | default:you]',
    tags: [{ name: 'subscriber:email' }, { name: 'subscriber:firstname', fallback: 'you' }],
  },
  {
    syntax: 'mailpoet',
    text: '[link:subscription_unsubscribe_url]',
    tags: [{ name: 'link:subscription_unsubscribe_url' }],
  },
  { syntax: 'mailpoet', text: '[x] [a:b] [subscriber:]', tags: [] },
  {
    syntax: 'mailjet',
    text: '[[x]] [[data:y:"d"]] [[var:z]]',
    tags: [{ name: 'x' }, { name: 'y', fallback: 'd' }, { name: 'z' }],
  },
  { syntax: 'mailjet', text: '[[a b]] [[1,2],[3]] [[1]] [[true]]', tags: [] },
  { syntax: 'hash', text: '##x## ## y ##', tags: [{ name: 'x' }, { name: 'y' }] },
  { syntax: 'hash', text: '##a b## ####', tags: [] },
  { syntax: 'hash', text: '###x### ####y#### ###z##', tags: [{ name: 'x' }, { name: 'y' }, { name: 'z' }] },
  { syntax: 'percent-encoded', text: '%7B%7B%20x%20%7D%7D %7b%7by%7d%7d', tags: [{ name: 'x' }, { name: 'y' }] },
  { syntax: 'sendgrid-legacy', text: '-x- #y#', tags: [{ name: 'x' }, { name: 'y' }] },
  { syntax: 'sendgrid-legacy', text: 'a-1- # b c #', tags: [] },
  { syntax: 'single-bracket', text: '[x] [1] [::1] %5By%5D', tags: [{ name: 'x' }, { name: 'y' }] },
  {
    syntax: 'single-brace',
    text: '{x} {formfield=y} {a b} %7Bz%7D',
    tags: [{ name: 'x' }, { name: 'y' }, { name: 'z' }],
  },
  { syntax: 'pug', text: '#{x} #{ y } #{user.id}', tags: [{ name: 'x' }, { name: 'y' }, { name: 'user.id' }] },
  { syntax: 'thymeleaf', text: '@{x}', tags: [{ name: 'x' }] },
  { syntax: 'ruby', text: '%{x} %{a b} %{user.id}', tags: [{ name: 'x' }, { name: 'user.id' }] },
  // Go, Blade, Marketo and Klaviyo in two braces.
  {
    syntax: 'mustache',
    text: '{{ .User.ID | urlquery }}{{ $user->id }}',
    tags: [{ name: '.User.ID' }, { name: '$user->id' }],
  },
  { syntax: 'mustache', text: '{{lead.First Name:default=you}}', tags: [{ name: 'lead.First Name', fallback: 'you' }] },
  { syntax: 'mustache', text: "{{ event|lookup:'Order ID' }}", tags: [{ name: 'event.Order ID' }] },
  // Spaces and quotes that an editor has encoded.
  {
    syntax: 'mustache',
    text: '{{%20id%20}}{{id%20|%20default:%20%22x%22}}',
    tags: [{ name: 'id' }, { name: 'id', fallback: 'x' }],
  },
  { syntax: 'mailchimp', text: '*|FNAME:dear%20friend|*', tags: [{ name: 'FNAME', fallback: 'dear friend' }] },
  { syntax: 'mailchimp', text: '*|URL:EMAIL|*', tags: [{ name: 'URL:EMAIL' }] },
  { syntax: 'mailjet', text: '[[data:id:%22x%22]]', tags: [{ name: 'id', fallback: 'x' }] },
  { syntax: 'erb', text: "<%@ include view='MirrorPageUrl' %>", tags: [{ name: 'MirrorPageUrl' }] },
  {
    syntax: 'campaign-monitor',
    text: '[firstname,fallback=there] [Email, fallback=] [a,b]',
    tags: [
      { name: 'firstname', fallback: 'there' },
      { name: 'Email', fallback: '' },
    ],
  },
  {
    syntax: 'salesforce',
    text: "{!Contact.Id}{!$User.Id}{!URLFOR('/x')}{!1}{!t,a:1}",
    tags: [{ name: 'Contact.Id' }, { name: '$User.Id' }, { name: "URLFOR('/x')" }],
  },
  {
    syntax: 'template-toolkit',
    text: '[% member:email default="x" %][%- y -%][% IF a %][% END %][%20a%][%"a"%]',
    tags: [
      { name: 'member:email', fallback: 'x' },
      { name: 'y' },
      { name: 'IF a', control: true },
      { name: 'END', control: true },
    ],
  },
  {
    syntax: 'template-toolkit',
    text: '[% x | uri %][% y || "z" %][% a.b("c") %][% # note %][%a | b%][% %]',
    tags: [
      { name: 'x' },
      { name: 'y', fallback: 'z' },
      { name: 'a.b("c")', control: true },
      { name: '# note', control: true },
    ],
  },
  {
    syntax: 'eloqua',
    text: '<span class=eloquaemail>EmailAddress</span><span class="eloquaemail" >C_City</span><span class=x>y</span>',
    tags: [{ name: 'EmailAddress' }, { name: 'C_City' }],
  },
  {
    syntax: 'eloqua',
    text: '~~eloqua..type--emailfield..syntax--C_EmailAddress..encodeFor--url~~ ~~eloqua..x~~',
    tags: [{ name: 'C_EmailAddress' }],
  },
  {
    syntax: 'percent-encoded',
    text: '*%7CEMAIL%7C* *%7cLIST:UID%7c* %2A%7CFNAME%3Adear%20friend%7C%2A',
    tags: [{ name: 'EMAIL' }, { name: 'LIST:UID' }, { name: 'FNAME', fallback: 'dear friend' }],
  },
  {
    syntax: 'percent-encoded',
    text: '%7B%25%20if%20x%20%25%7D%7B%25-%20endif%20-%25%7D',
    tags: [
      { name: 'if x', control: true },
      { name: 'endif', control: true },
    ],
  },
  {
    syntax: 'percent-encoded',
    text: '%3C%25=%20x%20%25%3E%3C%25%3D%20y%20%25%3E%3C%25a&b%25%3E',
    tags: [{ name: 'x' }, { name: 'y' }],
  },
  { syntax: 'percent-encoded', text: '$%7Bx%7D%24%7By%7D$%7B%22a%22%7D', tags: [{ name: 'x' }, { name: 'y' }] },
  {
    syntax: 'percent-encoded',
    text: '%5B%5Bdata:x%3A%22d%22%5D%5D%5B%5B1,2%5D%5D',
    tags: [{ name: 'x', fallback: 'd' }],
  },
  { syntax: 'percent-encoded', text: '%25%25xy%25%25 %23%23xy%23%23', tags: [{ name: 'xy' }, { name: 'xy' }] },
  {
    syntax: 'percent-encoded',
    text: '%7B$x.y%7D %7b%24z%7d %7B%24gt%3A5%7D %7B!Contact.Id%7D %7B!!%20$x%20!!%7D',
    tags: [{ name: 'x.y' }, { name: 'z' }, { name: 'Contact.Id' }, { name: '$x', raw: true }],
  },
  {
    syntax: 'percent-encoded',
    text: '$!%7Bx%7D %24!%7By%7D %5B%25%20z%20%25%5D $%5BEMAIL%5D$ %24%5BFNAME%7Cdear%20friend%5D%24 $%5B0%5D$',
    tags: [{ name: 'x' }, { name: 'y' }, { name: 'z' }, { name: 'EMAIL' }, { name: 'FNAME', fallback: 'dear friend' }],
  },
  {
    syntax: 'percent-encoded',
    text: '%3C%3F%3D%20%24x%20%3F%3E%3C%3Fphp%20echo%20%24y%3B%20%3F%3E%3C%3Fxml%20a%3F%3E',
    tags: [{ name: '$x' }, { name: '$y' }],
  },
  // As browsers write them.
  {
    syntax: 'percent-encoded',
    text: '%3C?=%20$x%20?%3E%3C?php%20echo%20$y;%20?%3E%3C?=1&a=?%3E%3C%=%20z%20%%3E%3C%v%%3E',
    tags: [{ name: '$x' }, { name: '$y' }, { name: 'z' }, { name: 'v' }],
  },
  {
    syntax: 'percent-encoded',
    text: '%7B%%20if%20x%20%%7D%7B%22a%22:%2250%%7D',
    tags: [{ name: 'if x', control: true }],
  },
  { syntax: 'liquid', text: '{%%20if%20x%20%}{%%20a%}', tags: [{ name: 'if x', control: true }] },
  {
    syntax: 'template-toolkit',
    text: '[%%20x%20%][%%20member:y%20default=%22z%22%20%]',
    tags: [{ name: 'x' }, { name: 'member:y', fallback: 'z' }],
  },
  { syntax: 'mailpoet', text: '[subscriber:x%20|%20default:y]', tags: [{ name: 'subscriber:x', fallback: 'y' }] },
  {
    syntax: 'percent-encoded',
    text: '%7B%21%21%20%24x%20%21%21%7D%7B%21Contact.Id%7D%24%21%7By%7D',
    tags: [{ name: '$x', raw: true }, { name: 'Contact.Id' }, { name: 'y' }],
  },
  {
    syntax: 'percent-encoded',
    text: '%5Bx,fallback=you%5D%5By%2Cfallback%3D%5D%5Ba,b%5D%5Ba,fallback=1&b=2%5D',
    tags: [
      { name: 'x', fallback: 'you' },
      { name: 'y', fallback: '' },
    ],
  },
  { syntax: 'percent-encoded', text: '%25recipient.x%25 %25off%25', tags: [{ name: 'recipient.x' }] },
  {
    syntax: 'percent-encoded',
    text: '%5Bsubscriber%3Aemail%5D %5Bsubscriber:id%5D %5Bx%5D',
    tags: [{ name: 'subscriber:email' }, { name: 'subscriber:id' }],
  },
  {
    syntax: 'percent-encoded',
    text: '%7Bcontactfield%3Demail%7D %7bleadfield=x%7Cyou%7d %7Bx%7D',
    tags: [{ name: 'email' }, { name: 'x', fallback: 'you' }],
  },
  {
    syntax: 'zoho',
    text: '$[EMAIL]$ $[FNAME|dear friend]$ $[LI:UNSUBSCRIBE]$ $[1,2]$ $[]$',
    tags: [{ name: 'EMAIL' }, { name: 'FNAME', fallback: 'dear friend' }, { name: 'LI:UNSUBSCRIBE' }],
  },
  { syntax: 'ampscript', text: '%%{uuid}%% %%!x_url%% %%{a b}%%', tags: [{ name: 'uuid' }, { name: 'x_url' }] },
  {
    syntax: 'mailjet',
    text: '[[data:x:a friend]] [[X OR "you"]] [[Talk:Main]]',
    tags: [
      { name: 'x', fallback: 'a friend' },
      { name: 'X', fallback: 'you' },
    ],
  },
  { syntax: 'mailjet', text: '[[[x]]] [[[y]] [[[1]]]', tags: [{ name: 'x' }, { name: 'y' }] },
  {
    syntax: 'dollar',
    text: '${(a.b)!}${(c)!"d e"}${(f.g?url)!} ${(h)}',
    tags: [{ name: 'a.b', fallback: '' }, { name: 'c', fallback: 'd e' }, { name: '(f.g?url)!' }, { name: '(h)' }],
  },
  {
    syntax: 'erb',
    text: `<%= x || 'y' %><%= @a.b or "c" %><%= d ?? '' %>`,
    tags: [
      { name: 'x', fallback: 'y' },
      { name: '@a.b', fallback: 'c' },
      { name: 'd', fallback: '' },
    ],
  },
  {
    syntax: 'php',
    text: `<?= $x ?? 'y' ?><?php echo $a ?: "b"; ?>`,
    tags: [
      { name: '$x', fallback: 'y' },
      { name: '$a', fallback: 'b' },
    ],
  },
  { syntax: 'blade', text: `{!! $x ?? 'y' !!}`, tags: [{ name: '$x', fallback: 'y', raw: true }] },
  {
    syntax: 'mailjet',
    text: `[[X OR 'you']][[data:x:'a friend']]`,
    tags: [
      { name: 'X', fallback: 'you' },
      { name: 'x', fallback: 'a friend' },
    ],
  },
  { syntax: 'erb', text: '<%%x%%> <%%=v(@x)=%%> <%%= x %>', tags: [] },
  { syntax: 'erb', text: '<%= @x.y %>', tags: [{ name: '@x.y' }] },
  { syntax: 'mailpoet', text: '[Subscriber:email]', tags: [{ name: 'Subscriber:email' }] },
  // Names in the letters of other scripts.
  { syntax: 'mailchimp', text: '*|ИМЯ|*', tags: [{ name: 'ИМЯ' }] },
  { syntax: 'mailgun', text: '%имя%', tags: [{ name: 'имя' }] },
  { syntax: 'dollar', text: '${имя}', tags: [{ name: 'имя' }] },
  { syntax: 'single-brace', text: '{名前}', tags: [{ name: '名前' }] },
];

/** A directive of each row, and a document around it whose one link it must not hide. */
export const DIRECTIVE_CASES: readonly { readonly languages: string; readonly directive: string }[] = [
  { languages: 'FreeMarker', directive: '<#if (a > 3) && b == "c">' },
  { languages: 'FreeMarker', directive: '</#if>' },
  { languages: 'FreeMarker', directive: '<@spring.url "/x"/>' },
  { languages: 'JSP', directive: '<c:url value="/x"/>' },
  { languages: 'ColdFusion', directive: '<cfif a gt "b">' },
  { languages: 'Velocity', directive: '#if($a > 3 && $b == "c")' },
  { languages: 'Blade', directive: "@class(['a', 'b' => $c > 3])" },
  { languages: 'Blade', directive: "@php $a = 'b > c'; @endphp" },
  { languages: 'Razor', directive: '@Url.Action("Index", "Home")' },
  { languages: 'Razor', directive: '@(a > 3 ? "b" : "c")' },
  { languages: 'Razor, Thymeleaf', directive: '@{ var a = "b > c"; }' },
  { languages: 'Smarty, Latte', directive: '{if $a > 3}' },
  { languages: 'Smarty, Latte', directive: '{/if}' },
  { languages: 'HTML::Template', directive: '<TMPL_IF NAME="a > b">' },
  { languages: 'HTML::Template', directive: '</tmpl_if>' },
  { languages: 'Inxmail', directive: '[%url:unique; "/x > y"]' },
];

/** Elsewhere these may be anything, but no element has such a name. */
export const BEHIND_NAMES: readonly { readonly languages: string; readonly directive: string }[] = [
  { languages: 'Ruby, Python, C#', directive: '#{attributes}' },
  { languages: 'Ruby, Python, C#', directive: '{attributes}' },
  { languages: 'Ruby, Python, C#', directive: '{}' },
  { languages: 'Ruby, Python, C#', directive: '%{a.b}' },
];

/** What only looks like one: the links in these are found, all of them. */
export const NO_DIRECTIVES: readonly string[] = [
  '<style>@media (max-width:9px){a {b: "c"}}</style><a href="https://a.example/">x</a>',
  '<p>{note "x <a href="https://a.example/">x</a>"}</p>',
  '<p>@for(x <a href="https://a.example/">y</a>)</p>',
  '<#if x <a href="https://a.example/">y</a>>',
  '<p title=<#top ><a href="https://a.example/">x</a>',
  'ada@if(b.example <a href="https://a.example/">x</a>',
  '@if(never closed <a href="https://a.example/">x</a>',
  '{{note "x"}}${note "x"}<a href="https://a.example/">x</a>',
  '@php <a href="https://a.example/">x</a>',
  '<c:if test="${a > 3}"><a href="https://a.example/">x</a></c:if>',
];

/** Sentences with what begins like one: the address in each is the reader's. */
export const NO_DIRECTIVES_IN_TEXT: readonly string[] = [
  'Thanks to @route (https://a.example/x) for this',
  'Thanks to @(https://a.example/x)',
  'See #include (https://a.example/x) there',
  'Read on #if (you want more: https://a.example/x)',
  'Come {or pay $5 at https://a.example/x}',
];

/** Addresses of a text/plain part that hold one: whole, and signed only where it is no code. */
export const IN_TEXT_ADDRESSES: readonly (readonly [address: string, reason: string])[] = [
  ['https://a.example/?id={if $x}1{/if}&b=2', 'merge-tag-unresolved'],
  ['https://a.example/@if($x)y', 'merge-tag-unresolved'],
  ['https://a.example/#if($x)y', 'merge-tag-unresolved'],
  ['https://a.example/x<#if a>y</#if>z', 'merge-tag-unresolved'],
  ['https://a.example/x{# note #}y', 'merge-tag-unresolved'],
  ['https://a.example/@(48.8,2.3)/x', 'web'],
  ['https://a.example/@{user}/x', 'web'],
  ['https://a.example/docs#set(key)', 'web'],
  ['https://a.example/?q=@(a|b)', 'web'],
  ['https://a.example/@json(x)', 'web'],
];

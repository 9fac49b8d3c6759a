/** A source, and the links in it: a tag that would cut one short is masked, and none is hidden behind a mask. */
export const MASK_CASES: readonly [source: string, hrefs: readonly string[]][] = [
  // Quotes of the attribute's own kind.
  ['<a href="{{url "x"}}">', ['{{url "x"}}']],
  ["<a href='{{ 'x' | asset_url }}'>", ["{{ 'x' | asset_url }}"]],
  ['<a href="{% url "home" id=1 %}">', ['{% url "home" id=1 %}']],
  ['<a href="<%= link "x", a > 3 ? "b" : "c" %>">', ['<%= link "x", a > 3 ? "b" : "c" %>']],
  ['<a href="[[data:link:"https://d.example"]]">', ['[[data:link:"https://d.example"]]']],
  [
    '<a href="%%=RedirectTo(Concat("https://x.example/?a=", @b))=%%">',
    ['%%=RedirectTo(Concat("https://x.example/?a=", @b))=%%'],
  ],
  ['<a href="*|IF:X="1"|*https://a.example*|END:IF|*">', ['*|IF:X="1"|*https://a.example*|END:IF|*']],
  ['<a href="https://a.example/${ a ? "b" : "c" }/d">', ['https://a.example/${ a ? "b" : "c" }/d']],
  ['<a href="https://a.example/?q={{ x | default: "it\'s" }}">', ['https://a.example/?q={{ x | default: "it\'s" }}']],
  ['<a href="https://a.example/{{ a["b"] }}?c={{ d }}&amp;e=1">', ['https://a.example/{{ a["b"] }}?c={{ d }}&e=1']],
  // Entities beside a masked tag are decoded, the tag is not touched.
  ['<a href="?a=&amp;{{ f "x&amp;y" }}">', ['?a=&{{ f "x&amp;y" }}']],
  // Spaces in an unquoted value.
  ['<a href={{ url }}>', ['{{ url }}']],
  ['<a href=https://a.example/{{ id }}/b class=c>', ['https://a.example/{{ id }}/b']],
  ['<a class={{ c }} href=1>', ['1']],
  ['<a href=<%= url %>>', ['<%= url %>']],
  // ">" and "<" outside values.
  ['<td {% if a > b and c == "d" %}x{% endif %}><a href=1>', ['1']],
  ['<a {% if a == "b" %}class="red"{% endif %} href=1>', ['1']],
  ['{{#if a < b}}<a href=1>{{/if}}', ['1']],
  ['<a data-x={{ a > b }} href=1>', ['1']],
  // Two halves with markup between them hide nothing.
  ['<img alt="{{" src=x><a href=1><img alt="}}">', ['1']],
  ['[["</p><a href=1><p>"]]', ['1']],
  ['"{{"; <a href="?q=1">x</a> "}}"', ['?q=1']],
  ['{{ open "x" <a class={{c}} href=1>', ['1']],
  ['{{ open "x" <a title=}} href=1>', ['1']],
  ['50%% off <a href="1">x</a> 20%% off', ['1']],
  ['<!-- {{ a --> "b" }} --><a href=1>', ['1']],
  ['<!-- <% --><a href=1><!-- %> -->', ['1']],
  ['<a href="{{x" class="y}}">', ['{{x']],
  ['<a href="{{ "x }}">', ['{{ ']],
  ['<a title="{{" href="1" class="}}">', ['1']],
  ["<a title='{{' href=1 class='}}'>", ['1']],
  ['<a title={{ href=1 class=}}>', ['1']],
  // A half in one link is nothing to a whole one in the next, however near.
  ['<a href="${x"><a href="{{ x | default: "d" }}">', ['${x', '{{ x | default: "d" }}']],
  ['<a href="{{"\n"}}">', ['{{']],
  [`<a href="{{ "${'x'.repeat(300)}" }}">`, ['{{ ']],
];

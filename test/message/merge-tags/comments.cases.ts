/** A comment of each template language, with a link in it that nobody will ever see. */
export const COMMENT_CASES: readonly { readonly languages: string; readonly around: (link: string) => string }[] = [
  { languages: 'Jinja, Twig, Django', around: (link) => `{# ${link} #}` },
  { languages: 'Handlebars', around: (link) => `{{!-- {{x}} ${link} --}}` },
  { languages: 'Mustache', around: (link) => `{{! ${link} }}` },
  { languages: 'Go', around: (link) => `{{/* }} ${link} */}}` },
  { languages: 'Blade', around: (link) => `{{-- {{ $x }} ${link} --}}` },
  { languages: 'Liquid, Django', around: (link) => `{%- comment -%}${link}{%- endcomment -%}` },
  { languages: 'ERB, EJS', around: (link) => `<%# ${link} %>` },
  { languages: 'JSP, ASP.NET', around: (link) => `<%-- %> ${link} --%>` },
  { languages: 'FreeMarker', around: (link) => `<#-- ${link} -->` },
  { languages: 'HEEx', around: (link) => `<%!-- %> ${link} --%>` },
  { languages: 'Velocity', around: (link) => `#* ${link} *#` },
  { languages: 'Smarty, Latte', around: (link) => `{* ${link} *}` },
];

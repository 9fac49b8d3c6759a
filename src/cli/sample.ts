/** The message of `clickstamp demo`: a bit of everything, with the mistakes that messages really have. */
export const SAMPLE = `<!doctype html>
<title>Field Notes</title>
<p><a href="{{email.view_in_browser_url}}">View in browser</a></p>
<h1>Plant before the frost</h1>
<p>Our grower has picked <a href="https://shop.fieldnotes.example/bulbs?sort=early&amp;page=1">twelve early bulbs</a>.</p>
<!--[if mso]><v:roundrect href="https://shop.fieldnotes.example/bulbs?from=outlook"><center>Order</center></v:roundrect><![endif]-->
<p><a data-link-id="order" href="https://shop.fieldnotes.example/bulbs?from=button">Order bulbs</a></p>
<p>In the kitchen: <a href="https://recipes.fieldnotes.example/squash-soup">a squash soup</a>
and <a href="htp://recipes.fieldnotes.example/bread">a loaf</a>. Ask <a href="mailto:tom@fieldnotes.example">Tom</a>.</p>
<p><a href="{{email.unsubscribe_link}}">Unsubscribe</a></p>
`;

/** Who clicks what: the place among the tracked links, minutes after sending, and the method. */
export const SAMPLE_CLICKS: readonly {
  readonly contactId: string;
  readonly link: number;
  readonly minutes: number;
  readonly method: 'GET' | 'HEAD';
}[] = [
  { contactId: 'ada', link: 2, minutes: 4, method: 'GET' },
  { contactId: 'ada', link: 3, minutes: 9, method: 'GET' },
  { contactId: 'ada', link: 2, minutes: 31, method: 'GET' },
  { contactId: 'bo', link: 2, minutes: 12, method: 'GET' },
  { contactId: 'bo', link: 0, minutes: 12.5, method: 'HEAD' },
];

/** An answer before it is a `Response` or is written to a socket. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Nothing on the way keeps the answer, tells the landing page which token led to it, or lists it in a search engine. */
function createHeaders(): Record<string, string> {
  return {
    'cache-control': 'private, no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'x-content-type-options': 'nosniff',
  };
}

const NOT_FOUND = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Link not found</title><p>This link is not valid. It may have been cut off when it was copied.</p></html>
`;

/** Sends the reader on. */
export function redirectTo(status: number, location: string): Answer {
  const headers = createHeaders();
  headers['location'] = location;
  return { status, headers, body: '' };
}

/** One page for whatever is not a click of ours, so that nothing can be learnt from it. */
export function notFound(method: string): Answer {
  return page(404, method, NOT_FOUND);
}

/** For methods that no link is followed by (RFC 9110 §15.5.6). */
export function methodNotAllowed(method: string): Answer {
  return page(405, method, '', { allow: 'GET, HEAD' });
}

function page(status: number, method: string, html: string, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: {
      ...createHeaders(),
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'",
      ...headers,
    },
    body: method === 'HEAD' ? '' : html,
  };
}

/** The answer as the Fetch standard has it. */
export function toResponse({ status, headers, body }: Answer): Response {
  return new Response(body === '' ? null : body, { status, headers });
}

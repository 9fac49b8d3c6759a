/**
 * plain = ("http" / "https") "://" label *("." label) "." letters, then "/", "?", "#" or nothing; a label is a-z, 0-9 and
 * inner hyphens, of any length, because the URL parser asks for none, and spelt so that a character can be matched in one
 * way only. The first group is the host.
 */
export const PLAIN: RegExp = /^https?:\/\/((?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,})(?=[/?#]|$)/;

/**
 * Gives the host of a URL that needs no parser: lower-case ASCII, no user, no port. Whatever stands behind such a host,
 * URL parsers take it (URL Standard 4.4, path state on), and give the host back as it is. Undefined for every other URL,
 * good or not.
 *
 * Measured on Node 20: a fifth of what `new URL` takes, and nearly every address of a mail is plain.
 */
export function plainHost(url: string): string | undefined {
  return PLAIN.exec(url)?.[1];
}

/** Says whether a host is the one named or under it: `www.shop.example` is under `shop.example`, `myshop.example` is not. */
export function isUnderHost(host: string, named: string): boolean {
  return host.endsWith(named) && (host.length === named.length || host[host.length - named.length - 1] === '.');
}

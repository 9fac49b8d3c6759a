import { inspectHost } from '../../url/host.js';
import { parseUrl } from '../../url/parse.js';
import { FILE_ENDINGS } from '../../url/suggest.js';

// label = [scheme "://"] label *("." label) "." letters [":" digits] [path, query or fragment], and nothing else;
// without a scheme or "www." it must have a path, because "Node.js" and "Booking.com" are names.
const ADDRESS =
  /^((?:https?:\/\/[^\s/?#]+|www\.[^\s/?#]+\.[a-z]{2,}|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?=\/))(?:[/?#]\S*)?)$/i;
/** Cut short for the eye: `https://shop.exa\u2026`. */
const CUT = /(?:\u2026|\.{3})$/;

/** Whether a link's visible text is itself an address. Once the link is tracked, mail programs see that it leads elsewhere. */
export function isAddressLabel(label: string): boolean {
  return addressIn(label) !== undefined;
}

/** "Node.js/Express", "README.md/usage" and "ASP.NET/MVC" are names: no domain, a file's ending, or a name in capitals. */
function addressIn(label: string): string | undefined {
  if (!label.includes('.') && !label.includes('/')) return undefined;
  const address = ADDRESS.exec(label)?.[1];
  // A merge tag says nothing of the host that it stands for.
  if (address !== undefined && /^(?:https?:\/\/)?[^/?#]*[{}[\]*|%<>$]/i.test(address)) return undefined;
  if (address === undefined || /^(?:https?:\/\/|www\.)/i.test(address)) return address;
  const host = address.split('/', 1)[0] as string;
  if (FILE_ENDINGS.test(host) || !/[a-z]$/.test(host)) return undefined;
  const { domain, flags } = inspectHost(host.toLowerCase());
  return domain === undefined || flags.includes('tld-unknown') ? undefined : address;
}

/**
 * Whether a link's visible text is an address of another owner than the link's: mail programs warn of that, and readers
 * take it for fraud. Addresses under the same registrable domain have one owner, whatever host, port, path or encoding.
 */
export function labelShowsOtherUrl(label: string, url: string): boolean {
  const shown = addressIn(label);
  if (shown === undefined) return false;
  const real = parseUrl(url)?.hostname;
  const text = (/^https?:\/\//i.test(shown) ? shown : `https://${shown}`).replace(CUT, '');
  const host = parseUrl(text)?.hostname;
  if (real === undefined || host === undefined) return false;
  // A host that is cut short tells nothing but its start.
  if (CUT.test(shown) && !/^https?:\/\/[^/?#]+[/?#]/i.test(text)) return !bare(real).startsWith(bare(host));
  return ownerOf(host) !== ownerOf(real);
}

function ownerOf(host: string): string {
  return inspectHost(host).domain ?? bare(host);
}

function bare(host: string): string {
  return host.replace(/^www\./, '').replace(/\.$/, '');
}

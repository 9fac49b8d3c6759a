/**
 * Says whether a link's visible text is itself an address, and another one than the link's: mail programs warn of that.
 * A text that is the start of the address (`shop.example` for `https://www.shop.example/sale`) is the same address.
 */
export function labelShowsOtherUrl(label: string, url: string): boolean {
  const inspectValue = ADDRESS.exec(label);
  if (inspectValue === null) return false;
  const text = bare(inspectValue[1] as string);
  const real = bare(url);
  if (real === text) return false;
  return !(real.startsWith(text) && '/?#:'.includes(real[text.length] as string));
}

// label = [scheme "://"] label *("." label) "." letters [":" digits] [path, query or fragment], and nothing else;
// without a scheme or "www." it must have a path, because "Node.js" and "Booking.com" are names.
const ADDRESS =
  /^((?:https?:\/\/[^\s/?#]+|www\.[^\s/?#]+\.[a-z]{2,}|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?=\/))(?:[/?#]\S*)?)$/i;

function bare(address: string): string {
  const text = address.replace(/^https?:\/\//i, '').replace(/^www\./i, '');
  let end = text.length;
  while (end > 0 && '/.\u2026'.includes(text[end - 1] as string)) end--;
  return text.slice(0, end).toLowerCase();
}

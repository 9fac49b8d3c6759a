/** One service's signed URLs, by the query parameters that carry the signature. */
export interface SignedUrlRow {
  readonly service: string;
  /** All of them are there, lower-cased. */
  readonly parameters: readonly string[];
}

/**
 * URLs whose signature covers the query, so that any parameter added to it makes the host refuse them.
 * A new one is a row here and a case in test/url/signed-urls.cases.ts.
 */
export const SIGNED_URLS: readonly SignedUrlRow[] = [
  // docs.aws.amazon.com, "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)"; MinIO, R2, Spaces and others.
  { service: 'Amazon S3', parameters: ['x-amz-signature'] },
  // docs.aws.amazon.com, "Signing and authenticating REST requests (AWS signature version 2)".
  { service: 'Amazon S3, version 2', parameters: ['awsaccesskeyid', 'signature'] },
  // docs.aws.amazon.com, "Create a signed URL using a canned policy", "… a custom policy".
  { service: 'Amazon CloudFront', parameters: ['key-pair-id', 'signature'] },
  // cloud.google.com/storage/docs/authentication/canonical-requests.
  { service: 'Google Cloud Storage', parameters: ['x-goog-signature'] },
  { service: 'Google Cloud Storage, version 2', parameters: ['googleaccessid', 'signature'] },
  // cloud.google.com/cdn/docs/using-signed-urls.
  { service: 'Google Cloud CDN', parameters: ['keyname', 'signature'] },
  // learn.microsoft.com, "Create a service SAS": `sig` with its expiry `se`.
  { service: 'Azure Storage', parameters: ['sig', 'se'] },
  // alibabacloud.com/help/oss, "Add signatures to URLs", versions 1 and 4.
  { service: 'Alibaba Cloud OSS', parameters: ['ossaccesskeyid', 'signature'] },
  { service: 'Alibaba Cloud OSS, version 4', parameters: ['x-oss-signature'] },
  // cloud.tencent.com/document/product/436/7778.
  { service: 'Tencent Cloud COS', parameters: ['q-sign-algorithm', 'q-signature'] },
  // laravel.com/docs/urls, "Signed URLs": temporary ones; the signature covers every other parameter.
  { service: 'Laravel', parameters: ['expires', 'signature'] },
  // symfony.com/doc, UriSigner: `_hash` covers the whole URI.
  { service: 'Symfony', parameters: ['_hash'] },
];

/** Returns the service that signed a URL, or undefined. */
export function signedUrlService(url: string, rows: readonly SignedUrlRow[] = SIGNED_URLS): string | undefined {
  const query = /^[^?#]*\?([^#]*)/.exec(url)?.[1];
  if (query === undefined || !/sig|_hash/i.test(query)) return undefined;
  const names = new Set(query.split('&').map((pair) => (pair.split('=', 1)[0] as string).toLowerCase()));
  return rows.find(({ parameters }) => parameters.every((parameter) => names.has(parameter)))?.service;
}

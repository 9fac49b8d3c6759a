/** One service's signed URLs, by the query parameters that carry the signature. */
export interface SignedUrlRow {
  readonly service: string;
  /** All of them are there, lower-cased. */
  readonly parameters: readonly string[];
  /** How the value of the last of them looks, for a name that others use as well. */
  readonly value?: RegExp;
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
  // The same for an account, for stored access policies, and for the triggers of Logic Apps: no expiry of their own.
  { service: 'Azure', parameters: ['sv', 'sig'] },
  // alibabacloud.com/help/oss, "Add signatures to URLs", versions 1 and 4.
  { service: 'Alibaba Cloud OSS', parameters: ['ossaccesskeyid', 'signature'] },
  { service: 'Alibaba Cloud OSS, version 4', parameters: ['x-oss-signature'] },
  // cloud.tencent.com/document/product/436/7778.
  { service: 'Tencent Cloud COS', parameters: ['q-sign-algorithm', 'q-signature'] },
  // support.huaweicloud.com, "Authentication of Signature in a URL"; volcengine.com, "URL signature"; cloud.baidu.com, "Put the authentication string in the URL".
  { service: 'Huawei Cloud OBS', parameters: ['accesskeyid', 'signature'] },
  { service: 'Volcengine TOS', parameters: ['x-tos-signature'] },
  { service: 'Baidu Cloud BOS', parameters: ['authorization'], value: /^bce-auth-v\d/ },
  // techdocs.akamai.com, "Auth Token 2.0 Verification": an HMAC over the URL, under names of the customer's choice.
  { service: 'Akamai', parameters: ['hdnea'], value: /hmac=/ },
  { service: 'Akamai', parameters: ['hdnts'], value: /hmac=/ },
  { service: 'Akamai', parameters: ['__token__'], value: /hmac=/ },
  // docs.imgix.com, "Securing Assets": `s` is an MD5 of path and query.
  { service: 'imgix', parameters: ['s'], value: /^[\da-f]{32}$/ },
  // laravel.com/docs/urls, "Signed URLs": temporary ones; the signature covers every other parameter.
  { service: 'Laravel', parameters: ['expires', 'signature'] },
  // Those that do not expire have an HMAC with SHA-256, in hexadecimal.
  { service: 'Laravel, without an expiry', parameters: ['signature'], value: /^[\da-f]{64}$/ },
  // symfony.com/doc, UriSigner: `_hash` covers the whole URI.
  { service: 'Symfony', parameters: ['_hash'] },
];

/** Returns the service that signed a URL, or undefined. */
export function signedUrlService(url: string, rows: readonly SignedUrlRow[] = SIGNED_URLS): string | undefined {
  const query = /^[^?#]*\?([^#]*)/.exec(url)?.[1];
  if (query === undefined || !/sig|_hash|hmac=|bce-auth|(?:^|&)s=/i.test(query)) return undefined;
  const values = new Map(
    query.split('&').map((pair) => {
      const equals = pair.indexOf('=');
      const name = equals === -1 ? pair : pair.slice(0, equals);
      return [name.toLowerCase(), equals === -1 ? '' : pair.slice(equals + 1)] as const;
    }),
  );
  return rows.find(
    ({ parameters, value }) =>
      parameters.every((parameter) => values.has(parameter)) &&
      (value === undefined || value.test(values.get(parameters.at(-1) as string) as string)),
  )?.service;
}

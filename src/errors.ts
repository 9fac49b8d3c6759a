/**
 * The base of every error that untrusted input can cause. Switch on `code`; the message is one plain line and
 * never holds a token, an email address or a contact id. A caller's own mistakes throw `TypeError` instead.
 */
export abstract class ClickstampError extends Error {
  /** Why the input was refused. */
  abstract readonly code: TokenError['code'] | SnapshotError['code'];
}

/** A clicked URL that cannot be read: forged, cut short, of another purpose, or signed by an unknown key. */
export class TokenError extends ClickstampError {
  /** Always `TokenError`, also where the class is another copy of the package's. */
  override readonly name = 'TokenError';
  /** Why the token was refused. docs/codes.md has a heading for each. */
  readonly code:
    | 'token-malformed'
    | 'token-too-long'
    | 'token-algorithm'
    | 'token-type'
    | 'token-key-unknown'
    | 'token-key-inactive'
    | 'token-critical'
    | 'token-signature'
    | 'token-encrypted'
    | 'token-decryption'
    | 'token-version'
    | 'token-claims'
    | 'token-audience'
    | 'token-destination'
    | 'token-link-unknown';
  constructor(code: TokenError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** A snapshot of counts that cannot be read: it was cut short or altered, is something else, or was made by a newer version. */
export class SnapshotError extends ClickstampError {
  /** Always `SnapshotError`. */
  override readonly name = 'SnapshotError';
  /** Why the snapshot was refused. docs/codes.md has a heading for each. */
  readonly code:
    | 'snapshot-malformed'
    | 'snapshot-truncated'
    | 'snapshot-checksum'
    | 'snapshot-foreign'
    | 'snapshot-version';
  constructor(code: SnapshotError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export type TokenErrorCode = TokenError['code'];
export type SnapshotErrorCode = SnapshotError['code'];

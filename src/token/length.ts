/** Tokens longer than this are refused unread, and none is made. */
export const MAX_TOKEN_LENGTH = 16_384;

/** Gives the token back; throws `TypeError` where it could never be read: the ids or tags in it are absurdly long. */
export function checkLength(token: string): string {
  if (token.length > MAX_TOKEN_LENGTH)
    throw new TypeError(`The ids and tags of a link come to a token of more than ${MAX_TOKEN_LENGTH} characters.`);
  return token;
}

export { ClickstampError, TokenError, type TokenErrorCode } from '../errors.js';
export {
  type Click,
  type DecodeOptions,
  decodeClick,
  type LinkManifest,
  type ManifestQuery,
} from '../token/decode-click.js';
export { createKeyring, type JwkSet, type Keyring, type KeyringOptions, type SigningKey } from '../token/keyring.js';
export type { Algorithm, SignatureService } from '../token/signer.js';
export {
  type ClickFailure,
  type ClickHandler,
  type ClickHandlerOptions,
  type ClickInfo,
  createClickHandler,
} from './handler.js';
export { type NodeRequest, type NodeResponse, toNodeListener } from './node-listener.js';

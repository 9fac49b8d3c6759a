export { type Judgement, judgeClick } from '../clicks/bots/judge.js';
export type { ClickRecord, ClickTime } from '../clicks/store/record.js';
export type { RequestSignal } from '../clicks/store/request-signals.js';
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
export { type Batcher, type BatcherOptions, createBatcher } from './batcher.js';
export { type ClickHandler, createClickHandler } from './handler.js';
export type { ClickFailure } from './hooks.js';
export type { KeyLookup } from './key-lookup.js';
export { type NodeRequest, type NodeResponse, toNodeListener } from './node-listener.js';
export type { ClickConsent, ClickContext, ClickHandlerOptions, ClickInfo, TrackingUrlOf } from './options.js';

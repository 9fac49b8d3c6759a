export { judgeClick } from '../clicks/bots/judge.js';
export type { ClickRecord } from '../clicks/store/record.js';
export type { RequestSignal } from '../clicks/store/request-signals.js';
export { ClickstampError, TokenError } from '../errors.js';
export {
  type Click,
  type DecodeOptions,
  decodeClick,
  type LinkManifest,
} from '../token/decode-click.js';
export { createKeyring, type Keyring, type KeyringOptions, type SigningKey } from '../token/keyring.js';
export type { SignatureService } from '../token/signer.js';
export { type Batcher, type BatcherOptions, createBatcher } from './batcher.js';
export { type ClickHandler, createClickHandler } from './handler.js';
export { toNodeListener } from './node-listener.js';
export type { ClickContext, ClickHandlerOptions, ClickInfo } from './options.js';

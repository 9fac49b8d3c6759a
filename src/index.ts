export { ClickAggregator } from './clicks/index.js';
export { ClickstampError, SnapshotError, TokenError } from './errors.js';
export type { Link, LinkKind, Part, ReasonCode } from './link.js';
export { type Audit, type AuditOptions, auditLinks } from './message/audit.js';
export type { LinkRule } from './message/classify/decision.js';
export type { Matcher, MatchTarget } from './message/classify/matchers.js';
export type { UtmOptions } from './message/classify/utm-options.js';
export { compileHtml, compileText } from './message/compile.js';
export { compileMessage, type MessageOptions } from './message/compile-message.js';
export type { Finding, FindingCode } from './message/findings/catalog.js';
export { type MarkOptions, type MarkResult, markLinks } from './message/mark.js';
export type { TagParts } from './message/merge-tags/read.js';
export type { MergeTagSyntax, MergeTagSyntaxName } from './message/merge-tags/syntaxes.js';
export type { CompileOptions } from './message/plan/options.js';
export type { Recipient } from './message/plan/recipient.js';
export type { ProviderName } from './message/providers/providers.js';
export type { Batch, BatchOptions } from './message/render/batch.js';
export type { CompiledMessage, MessageParts, MessageResult } from './message/render/compiled-message.js';
export type { CompiledPart } from './message/render/compiled-part.js';
export type { RenderAllOptions } from './message/render/render-calls.js';
export type { RewriteResult, RewriteSummary, TextRewriteResult } from './message/render/result.js';
export { type RewriteOptions, rewriteLinks, rewriteText } from './message/rewrite.js';
export { type SignLinkOptions, signLink } from './message/sign-link.js';
export {
  type Click,
  type DecodeOptions,
  decodeClick,
  type LinkManifest,
} from './token/decode-click.js';
export { generateKey } from './token/generate-key.js';
export { createKeyring, type Keyring, type KeyringOptions, type SigningKey } from './token/keyring.js';
export type { SignatureService } from './token/signer.js';
export type { UtmValue } from './url/utm.js';

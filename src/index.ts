export { ClickAggregator } from './clicks/index.js';
export { ClickstampError, SnapshotError, type SnapshotErrorCode, TokenError, type TokenErrorCode } from './errors.js';
export type { Carrier, Link, LinkKind, Part, Range, ReasonCode, UrlErrorCode, Verdict } from './link.js';
export { type Audit, type AuditOptions, auditLinks } from './message/audit.js';
export type { Decision, LinkRule } from './message/classify/decision.js';
export type { Matcher, MatchTarget } from './message/classify/matchers.js';
export type { SystemKind } from './message/classify/system-kinds.js';
export type { UtmOptions } from './message/classify/utm-options.js';
export { compileHtml, compileText } from './message/compile.js';
export { compileMessage, type MessageOptions } from './message/compile-message.js';
export type { Finding, FindingCode, Severity } from './message/findings/catalog.js';
export type { Element } from './message/html/occurrence.js';
export { type MarkOptions, type MarkResult, markLinks } from './message/mark.js';
export type { MergeTagSyntax, MergeTagSyntaxName, TagParts } from './message/merge-tags/syntaxes.js';
export type { CompileOptions, LinkIdOption, SystemLinkOptions } from './message/plan/options.js';
export type { Consent, Recipient } from './message/plan/recipient.js';
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
  type ManifestQuery,
} from './token/decode-click.js';
export { generateKey } from './token/generate-key.js';
export { createKeyring, type JwkSet, type Keyring, type KeyringOptions, type SigningKey } from './token/keyring.js';
export type { Algorithm, SignatureService } from './token/signer.js';
export type { UtmValue } from './url/utm.js';

export { DIALECTS, type Dialect } from './classify/dialects.js';
export type { Matcher, MatchTarget } from './classify/matchers.js';
export type { SystemKind } from './classify/system-kinds.js';
export { SYSTEM_TAGS, type SystemTag } from './classify/system-tags.js';
export { ClickAggregator } from './clicks/index.js';
export { type Audit, type AuditOptions, auditLinks } from './compile/audit.js';
export { compileHtml, compileText } from './compile/compile.js';
export type { CompiledPart, InBytes } from './compile/compiled-part.js';
export type { Decision, LinkRule } from './compile/decision.js';
export type { CompileOptions } from './compile/options.js';
export type { Consent, Recipient } from './compile/recipient.js';
export type { RenderOptions, RewriteResult, RewriteSummary, TextRewriteResult } from './compile/result.js';
export { type RewriteOptions, rewriteLinks, rewriteText } from './compile/rewrite.js';
export { ClickstampError, SnapshotError, type SnapshotErrorCode, TokenError, type TokenErrorCode } from './errors.js';
export { FINDINGS, type Finding, type FindingCode, type FindingRow, type Severity } from './findings.js';
export type { Carrier, FlawCode, Link, LinkKind, Part, Range, ReasonCode, Verdict } from './link.js';
export {
  MERGE_TAG_SYNTAXES,
  type MergeTagSyntax,
  type MergeTagSyntaxName,
  type TagParts,
} from './merge-tags/syntaxes.js';
export type { Element } from './site.js';
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
export type { UtmOptions, UtmValue } from './url/utm.js';

import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { wellFormed } from '../checks/well-formed.js';
import type { Part } from '../link.js';
import type { Audit } from '../message/audit.js';
import { FINDINGS, type Finding, type Severity } from '../message/findings/catalog.js';
import { LOG_COMMAND, withoutLogCommands } from '../print/table.js';

/** What was found in one file. */
export interface AuditedFile extends Audit {
  readonly path: string;
  /** Which part of a whole mail it is; lines and columns are those of the decoded part. */
  readonly part?: Part;
}

/** A file that could not be audited, the sentence that says why, and the command that helps. */
export interface RefusedFile {
  readonly path: string;
  readonly message: string;
  readonly help?: string | undefined;
}

/** How an audit is written for other programs. The table for people is in `commands/audit.ts`. */
export const AUDIT_FORMATS: Readonly<
  Record<string, (files: readonly AuditedFile[], refused: readonly RefusedFile[]) => string>
> = {
  // A file that was not read has the members of the others, so that a reader of them meets no surprise, and `error`.
  json: (files, refused) =>
    jsonOf([
      ...files,
      ...refused.map(({ path, message }) => ({ path, links: [], findings: [], tracked: 0, error: message })),
    ]),
  github,
  sarif,
};

/** JSON whose every control character and command to a log is escaped: JSON itself lets those from U+007F on stand as they are. */
function jsonOf(value: unknown): string {
  const json = JSON.stringify(value, undefined, 2).replace(LOG_COMMAND, '\\u0023#');
  return `${json.replace(/[\u007f-\u009f\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

const GITHUB_LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands (docs.github.com, "Workflow commands for GitHub Actions"): they become notes on the lines of a diff. */
function github(files: readonly AuditedFile[], refused: readonly RefusedFile[]): string {
  const unread = refused.map(
    ({ path, message }) => `::error file=${property(path)},title=unreadable::${data(message)}\n`,
  );
  const found = files.flatMap((file) =>
    file.findings.map((finding) => {
      const { severity, code } = finding;
      const { line, column } = placeOf(file, finding);
      const place = [
        `file=${property(file.path)}`,
        ...(line === undefined ? [] : [`line=${line}`]),
        ...(column === undefined ? [] : [`col=${column}`]),
        `title=${property(code)}`,
      ];
      return `::${GITHUB_LEVELS[severity]} ${place.join(',')}::${data(sentence(file, finding) + meant(finding))}\n`;
    }),
  );
  return [...found, ...unread].join('');
}

/** Where in the file it is; nowhere for a part of a mail, whose lines are not the file's. */
function placeOf({ part }: AuditedFile, finding: Finding): Pick<Finding, 'line' | 'column' | 'range'> {
  return part === undefined ? finding : {};
}

/** The sentence, behind its place in the part where the file is a whole mail. */
function sentence({ part }: AuditedFile, { message, line, column }: Finding): string {
  if (part === undefined) return message;
  return `${part} part${line === undefined ? '' : `, ${line}:${column}`}: ${message}`;
}

function meant({ suggestion }: Finding): string {
  return suggestion === undefined ? '' : ` Did you mean ${suggestion} ?`;
}

function data(text: string): string {
  return withoutLogCommands(text).replace(/[%\u0000-\u001f\u007f-\u009f]/g, (character) =>
    encodeURIComponent(character),
  );
}

function property(text: string): string {
  return text.replace(/[%:,\u0000-\u001f\u007f-\u009f]/g, (character) => encodeURIComponent(character));
}

const SARIF_LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** Of a file, relative where its path is (RFC 3986 §4.1): no character of a name is a scheme, a query or a fragment. */
function uriOf(path: string): string {
  const name = wellFormed(path);
  if (isAbsolute(path)) return pathToFileURL(name).href;
  return name.split(sep).map(encodeURIComponent).join('/');
}

/** Braces would be placeholders, brackets links (SARIF 2.1.0 §3.11.5 and §3.11.6). */
function messageText(text: string): string {
  return text.replace(/[{}]/g, '$&$&').replace(/[[\]]/g, '\\$&');
}

/** SARIF 2.1.0 (docs.oasis-open.org/sarif): what code-scanning dashboards read. */
function sarif(files: readonly AuditedFile[], refused: readonly RefusedFile[]): string {
  const codes = [...new Set(files.flatMap(({ findings }) => findings.map(({ code }) => code)))].sort();
  const results = files.flatMap((file) =>
    file.findings
      .map((finding) => ({ finding, ...placeOf(file, finding) }))
      .map(({ finding, line, column, range }) => ({
        ruleId: finding.code,
        level: SARIF_LEVELS[finding.severity],
        message: { text: messageText(sentence(file, finding) + meant(finding)) },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: uriOf(file.path) },
              ...(line === undefined || column === undefined
                ? {}
                : {
                    region: {
                      startLine: line,
                      startColumn: column,
                      ...(range === undefined ? {} : { charOffset: range[0], charLength: range[1] - range[0] }),
                    },
                  }),
            },
          },
        ],
      })),
  );
  const rules = codes.map((id) => ({
    id,
    shortDescription: { text: FINDINGS[id].message('…') },
    defaultConfiguration: { level: SARIF_LEVELS[FINDINGS[id].severity] },
  }));
  // What was not read is told of the run, and not of a rule (SARIF 2.1.0 §3.20.21).
  const notifications = refused.map(({ path, message }) => ({
    level: 'error',
    message: { text: messageText(message) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }],
  }));
  const invocation = {
    executionSuccessful: refused.length === 0,
    ...(refused.length === 0 ? {} : { toolExecutionNotifications: notifications }),
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'clickstamp', rules } },
        columnKind: 'utf16CodeUnits',
        invocations: [invocation],
        results,
      },
    ],
  };
  return jsonOf(log);
}

import type { Audit } from '../message/audit.js';
import { FINDINGS, type Severity } from '../message/findings/catalog.js';

/** What was found in one file. */
export interface AuditedFile extends Audit {
  readonly path: string;
}

/** How an audit is written for other programs. The table for people is in `commands/audit.ts`. */
export const AUDIT_FORMATS: Readonly<Record<string, (files: readonly AuditedFile[]) => string>> = {
  json: (files) => jsonOf(files),
  github,
  sarif,
};

/** JSON whose every control character is escaped: JSON itself lets those from U+007F on stand as they are. */
function jsonOf(value: unknown): string {
  const json = JSON.stringify(value, undefined, 2);
  return `${json.replace(/[\u007f-\u009f\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

const GITHUB_LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands (docs.github.com, "Workflow commands for GitHub Actions"): they become notes on the lines of a diff. */
function github(files: readonly AuditedFile[]): string {
  return files
    .flatMap(({ path, findings }) =>
      findings.map(({ severity, code, message, line, column, suggestion }) => {
        const place = [
          `file=${property(path)}`,
          ...(line === undefined ? [] : [`line=${line}`]),
          ...(column === undefined ? [] : [`col=${column}`]),
          `title=${property(code)}`,
        ];
        const meant = suggestion === undefined ? '' : ` Did you mean ${suggestion} ?`;
        return `::${GITHUB_LEVELS[severity]} ${place.join(',')}::${data(message + meant)}\n`;
      }),
    )
    .join('');
}

function data(text: string): string {
  return text.replace(/[%\u0000-\u001f\u007f-\u009f]/g, (character) => encodeURIComponent(character));
}

function property(text: string): string {
  return text.replace(/[%:,\u0000-\u001f\u007f-\u009f]/g, (character) => encodeURIComponent(character));
}

const SARIF_LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0 (docs.oasis-open.org/sarif): what code-scanning dashboards read. */
function sarif(files: readonly AuditedFile[]): string {
  const codes = [...new Set(files.flatMap(({ findings }) => findings.map(({ code }) => code)))].sort();
  const results = files.flatMap(({ path, findings }) =>
    findings.map(({ code, severity, message, line, column, range }) => ({
      ruleId: code,
      level: SARIF_LEVELS[severity],
      message: { text: message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(path) },
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
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'clickstamp', rules } }, columnKind: 'utf16CodeUnits', results }],
  };
  return jsonOf(log);
}

/**
 * Writes the tables in `docs/` that code is the source of: settings, limits, errors, operations, metrics. Needs a build. With
 * `--check` it writes nothing and fails when a table is not what the code says.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { operations } from '../../libs/admin-api/dist/index.js';
import { errorCatalogue, limits } from '../../libs/contract/dist/index.js';
import { tokenLimits } from '../../libs/credentials/dist/index.js';
import { questionLimits } from '../../libs/decision/dist/index.js';
import { quotaTable, sessionLimits } from '../../libs/iam/dist/index.js';
import { metricsTable, settingsTable } from '../../libs/platform/dist/index.js';
import { policyLimits } from '../../libs/policy/dist/index.js';

const docs = join(import.meta.dirname, '../../docs');
const number = (value) => value.toLocaleString('en-US');
const code = (text) => `\`${text}\``;

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const policyRows = [
  ['one policy document as sent, white space included', `${number(policyLimits.rawCharacters)} characters`],
  ['nested objects and lists of one document', `${number(policyLimits.depth)} levels`],
];

const questionRows = [
  ['action of a question', questionLimits.action],
  ['resource of a question', questionLimits.resource],
  ['name of a condition key', questionLimits.contextKey],
].map(([meaning, value]) => [meaning, `${number(value)} characters`]);

const seconds = ({ min, max, default: usual }) =>
  `${number(min)} to ${number(max)} s, ${number(usual)} s unless asked`;
const tokenRows = [
  ['a session token', `${number(tokenLimits.sessionTokenBytes)} bytes`],
  ['clock skew when a session token is verified', `${number(tokenLimits.clockSkewMs)} ms`],
  ['clock skew of a signed request', `${number(tokenLimits.signatureSkewMs)} ms`],
  ['session of a role', seconds(sessionLimits.role)],
  ['session of a role assumed by a role session', seconds(sessionLimits.chainedRole)],
  ['session of a user', seconds(sessionLimits.user)],
  ['session of the root', seconds(sessionLimits.root)],
  ['time that one signing key signs', `${number(tokenLimits.signingPeriodMs)} ms`],
];

const pages = {
  'settings.md': `# Settings

Environment variables. An unknown \`GRANTLOG_*\` variable, a malformed value or part of a pair stops the start with a
message that names it; an empty value counts as unset.

${table(
  ['Setting', 'Default', 'Meaning'],
  [
    ...Object.values(settingsTable).map(({ name, fallback, meaning }) => [
      code(name),
      code(fallback),
      meaning,
    ]),
    [code('GRANTLOG_QUOTA_<NAME>'), 'the quota in [limits.md](limits.md)', 'raises or lowers one quota'],
  ],
)}
`,
  'limits.md': `# Limits

Every bound is inclusive. What is over a bound is refused with an error that names it.

## Protocols

${table(
  ['Limit', 'Value'],
  [
    ...Object.values(limits).map(({ meaning, value, unit }) => [meaning, `${number(value)} ${unit}`]),
    ...questionRows,
  ],
)}

## Tokens and signatures

${table(['Limit', 'Value'], tokenRows)}

## Policy documents

${table(['Limit', 'Value'], policyRows)}

The sizes without white space are quotas.

## Quotas

Exceeding one answers \`limit_exceeded\`. A quota is changed by \`GRANTLOG_QUOTA_<NAME>\`.

${table(
  ['Name', 'Value', 'Meaning'],
  Object.values(quotaTable).map(({ setting, default: value, meaning }) => [
    code(setting),
    number(value),
    meaning,
  ]),
)}
`,
  'errors.md': `# Errors

An error means that nothing was decided or changed; a caller of Authorize must not let the request pass. A deny is not an
error. REST answers \`application/problem+json\` with \`code\`, \`type\` is \`urn:grantlog:error:CODE\`; gRPC answers the status with a
\`google.rpc.ErrorInfo\` whose \`reason\` is the code in capitals and whose \`domain\` is \`grantlog\`.

${table(
  ['Code', 'HTTP', 'gRPC', 'AWS', 'Meaning'],
  Object.entries(errorCatalogue).map(([name, row]) => [code(name), row.http, row.grpc, row.aws, row.title]),
)}
`,
  'metrics.md': `# Metrics

What \`GET /metrics\` shows of every process, in the text format of Prometheus, without authentication. No label holds an
account, a principal, an address or anything else that a caller chose. A process has the values of the parts that it has;
besides, \`process_*\` and \`nodejs_*\` say what Node and the operating system know of it.

${table(
  ['Metric', 'Kind', 'Labels', 'Meaning'],
  Object.values(metricsTable).map(({ name, kind, labels, meaning }) => [
    code(name),
    kind,
    labels.map(code).join(', '),
    meaning,
  ]),
)}
`,
  'operations.md': `# Operations

Every operation of the administrative interface, with the action that its caller needs.

${table(
  ['Operation', 'Route', 'Action'],
  operations.map(({ name, service, method, path }) => [
    name,
    code(`${method} /v1${path}`),
    code(`${service}:${name}`),
  ]),
)}
`,
};

const isCheck = process.argv.includes('--check');
for (const [name, text] of Object.entries(pages)) {
  const file = join(docs, name);
  const options = { parser: 'markdown', printWidth: 110, singleQuote: true };
  const wanted = await format(text, options);
  const found = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (found === wanted) continue;
  if (isCheck) {
    console.error(`docs/${name} is not what the code says: run npm run generate`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, wanted);
  }
}

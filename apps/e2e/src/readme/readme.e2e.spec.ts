import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ServiceProcess } from '@grantlog/testing';
import type { TemporaryDirectory } from '../clients/temporary-directory.js';
import { temporaryDirectory } from '../clients/temporary-directory.js';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/^```(sh|json)\n(.*?)^```$/gms)].map(([, language, text = '']) => ({
  language,
  text,
}));

/** Divides what consecutive blocks print. */
const mark = '--- next block ---';

describe('the README', () => {
  let directory: TemporaryDirectory;
  let server: ServiceProcess;
  let printed: readonly string[];

  beforeAll(async () => {
    directory = await temporaryDirectory();
    server = new ServiceProcess('standalone', { GRANTLOG_DATA_DIR: directory.path });
    const { http, grpc } = await server.listening();
    const { accessKeyId, secretAccessKey } = server.rootKey();
    const [start, ...commands] = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
    expect(start).toBe('npm start\n');
    const script = commands.join(`\necho '${mark}'\n`).replaceAll('localhost:8080', http);
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: repository,
      env: {
        PATH: process.env['PATH'],
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        GRPC_ADDRESS: grpc,
      },
    });
    printed = stdout.split(mark);
  }, 120_000);

  afterAll(async () => {
    await server.stop();
    await directory.remove();
  }, 60_000);

  it('makes what it says it makes', () => {
    expect(printed[0]).toContain('"userName":"ada"');
  });

  it.each([
    ['over HTTP', 1, 0],
    ['over gRPC', 2, 1],
  ])('gets the answer that it shows %s', (_, command, answer) => {
    const shown = blocks.filter(({ language }) => language === 'json')[answer]?.text ?? '';
    expect(JSON.parse(printed[command] ?? '')).toMatchObject(JSON.parse(shown) as object);
  });

  it('shows what was done in the log', () => {
    const { events } = JSON.parse(printed[3] ?? '') as { events: readonly { type: string }[] };
    expect(events.map(({ type }) => type)).toEqual([
      'grantlog.UserCreated',
      'grantlog.InlinePolicyPutOnUser',
      'grantlog.SessionTokenIssued',
    ]);
  });
});

import { Writable } from 'node:stream';
import { pino } from 'pino';
import { openLogger } from './logger.js';
import { NestLogger } from './nest-logger.js';

function recording() {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  return { lines, logger: new NestLogger(pino({ level: 'debug', base: null, timestamp: false }, stream)) };
}

describe("the framework's messages", () => {
  it.each([
    ['a text', ['started', 'Nest'], { level: 20, context: 'Nest', msg: 'started' }],
    [
      'facts and a text',
      [{ requestId: 'r' }, 'failed', 'Filter'],
      { requestId: 'r', context: 'Filter', msg: 'failed' },
    ],
    ['an error', [new Error('broken'), 'Nest'], { context: 'Nest', msg: 'broken' }],
  ] as const)('keep what they say: %s', (_, [message, ...rest], line) => {
    const { lines, logger } = recording();
    logger.log(message, ...rest);
    expect(lines).toEqual([expect.objectContaining(line)]);
  });

  it('keep their level', () => {
    const { lines, logger } = recording();
    logger.warn('w', 'c');
    logger.error('e', 'c');
    expect(lines.map(({ level }) => level)).toEqual([40, 50]);
  });
});

describe('the process log', () => {
  it('is silent when told so, and has the level it is given', () => {
    expect(openLogger('silent').isLevelEnabled('fatal')).toBe(false);
    expect(openLogger('warn').isLevelEnabled('info')).toBe(false);
  });
});

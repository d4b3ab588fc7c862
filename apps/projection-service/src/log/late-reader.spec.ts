import type { EventLogReader } from '@grantlog/event-log';
import { LateReader } from './late-reader.js';

function readerOf(logId: string) {
  const closed: string[] = [];
  const reader: Partial<EventLogReader> = {
    logId,
    firstAccount: () => Promise.resolve('123456789012'),
    close: () => {
      closed.push(logId);
      return Promise.resolve();
    },
  };
  return { reader: reader as EventLogReader, closed };
}

describe('a log that may be out of reach at the start', () => {
  it('fails each call until it is there, and is opened once from then on', async () => {
    const { reader } = readerOf('one');
    let opened = 0;
    let isUp = false;
    const late = new LateReader('one', () => {
      opened += 1;
      return isUp ? Promise.resolve(reader) : Promise.reject(new Error('down'));
    });
    await expect(late.firstAccount()).rejects.toThrow('down');
    await expect(late.firstAccount()).rejects.toThrow('down');
    isUp = true;
    expect(await Promise.all([late.firstAccount(), late.firstAccount()])).toEqual([
      '123456789012',
      '123456789012',
    ]);
    expect(opened).toBe(3);
  });

  it('refuses a database with another log and leaves it closed', async () => {
    const { reader, closed } = readerOf('other');
    const late = new LateReader('one', () => Promise.resolve(reader));
    await expect(late.firstAccount()).rejects.toThrow('holds the log other, this process follows one');
    expect(closed).toEqual(['other']);
  });

  it('opens nothing after it was closed', async () => {
    const { reader, closed } = readerOf('one');
    const late = new LateReader('one', () => Promise.resolve(reader));
    await late.firstAccount();
    await late.close();
    expect(closed).toEqual(['one']);
    await expect(late.firstAccount()).rejects.toThrow('closed');
  });
});

import { listeningLine } from './listening-line.js';

describe('the line that says where a process listens', () => {
  it('has every part', () => {
    const all = { http: '[::1]:1', grpc: '127.0.0.1:2', account: '123456789012', revision: 0n };
    expect(listeningLine(all)).toBe(
      'listening http=[::1]:1 grpc=127.0.0.1:2 account=123456789012 revision=0',
    );
  });

  it('leaves out the parts that a process does not have', () => {
    expect(listeningLine({ http: '127.0.0.1:1' })).toBe('listening http=127.0.0.1:1');
  });
});

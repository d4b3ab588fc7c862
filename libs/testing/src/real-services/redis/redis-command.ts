import { connect } from 'node:net';

const withinMs = 5_000;

/**
 * The answer to one Redis command that has no spaces or line breaks in its words, on a connection of its own.
 *
 * @throws Error with the server's message when it answers with an error, or does not answer within five seconds
 */
export function redisCommand(port: number, ...words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(withinMs, () => {
      fail(new Error(`no answer to ${words.join(' ')}`));
    });
    socket.once('error', fail);
    socket.once('end', () => {
      fail(new Error('the connection was closed'));
    });
    socket.on('data', (text: Buffer) => {
      answer += text.toString();
      if (!isWhole(answer)) return;
      if (answer.startsWith('-')) fail(new Error(answer.slice(1).trim()));
      else resolve(withoutFrame(answer));
      socket.destroy();
    });
    // The inline form of a command: https://redis.io/docs/latest/develop/reference/protocol-spec/
    socket.write(`${words.join(' ')}\r\n`);
  });
}

/** A simple answer is one line; a bulk string says its length in its first. */
function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n');
  if (end === -1) return false;
  return !answer.startsWith('$') || answer.length >= end + 2 + Number(answer.slice(1, end)) + 2;
}

function withoutFrame(answer: string): string {
  return answer.startsWith('$') ? answer.slice(answer.indexOf('\r\n') + 2).trim() : answer.slice(1).trim();
}

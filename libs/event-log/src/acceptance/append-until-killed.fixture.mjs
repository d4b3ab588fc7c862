// Appends to a log on the directory of its first argument as fast as it can, 8 commands at a time, and writes a line
// for each acknowledged one. Runs the built package, as a service does, until somebody kills it.
import { openEmbeddedLog } from '@grantlog/event-log';
import { event } from '@grantlog/events';

const [, , directory] = process.argv;
const log = await openEmbeddedLog({ directory, clock: () => new Date(), onError: console.error });
const metadata = { actor: 'arn:aws:iam::1:root', action: 'iam:CreateUser', requestId: 'r', sourceIp: '::1' };

async function write(account, writer) {
  for (let turn = 0; ; turn += 1) {
    const name = `u${writer}-${turn}`;
    const user = { userName: name, userId: name, userArn: `arn:aws:iam::${account}:user/${name}`, path: '/' };
    const { revision } = await log.transact(account, (transaction) =>
      transaction.append(metadata, [event('UserCreated', user)]),
    );
    process.stdout.write(`${account} ${revision} ${name}\n`);
  }
}

await Promise.all(
  [0, 1, 2, 3].flatMap((writer) => [write('111111111111', writer), write('222222222222', writer)]),
);

// Appends bursts of events to a log, apart from who measures: BURST-PROCESS DATABASE-URL EVENTS. Says `ready`, appends a
// burst for every message that it gets, and says the revision of its last event; ends with its parent.
import { openPostgresLog } from '@grantlog/event-log';
import { append } from '../grpc/seed.mjs';
import { editedUser, editOf } from './edited-users.mjs';

const [url, events] = process.argv.slice(2);
const log = await openPostgresLog({ url, clock: () => new Date(), onError: (error) => console.error(error) });
let edited = 0;

process.on('disconnect', () => process.exit());
process.on('message', async ({ users, name }) => {
  const burst = Array.from({ length: Number(events) }, () => {
    const policyDocument = JSON.stringify(editOf(edited).document);
    edited += 1;
    const user = editedUser(edited % users, name);
    return { type: 'InlinePolicyPutOnUser', data: { ...user, policyName: 'edited', policyDocument } };
  });
  process.send({ revision: Number(await append(log, burst)) });
});
process.send('ready');

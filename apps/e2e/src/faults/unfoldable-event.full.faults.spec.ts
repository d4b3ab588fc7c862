import { recordUnknownEvent } from './events-of-another-program.js';
import { inFaultWorld } from './in-fault-world.js';
import { accountsAreStopped, answersStayAt } from './stopped-accounts.js';

inFaultWorld('an account with an event that cannot be folded', (test) => {
  test('is answered at the revision before it, alarmed, and takes writes', async (world) => {
    const { traffic } = world;
    await world.underLoad(() => Promise.resolve());
    const revision = await recordUnknownEvent(world.databaseUrl);
    await accountsAreStopped(world);
    const newer = await traffic.write();
    expect(newer?.revision).toBe(revision + 1);
    await answersStayAt(world, revision - 1, newer?.token ?? '');
    await world.check();
  });

  test('is answered at that revision by a replica that starts with it', async (world) => {
    const { traffic } = world;
    const before = await traffic.ask(1, undefined);
    await world.replaceReplica(0);
    await accountsAreStopped(world);
    expect(await traffic.ask(0, undefined)).toMatchObject({ revision: before?.revision });
    await world.check();
  });
});

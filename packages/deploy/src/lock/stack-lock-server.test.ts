/** Against the real API server; skipped without it. The time is the test's own. */
import type { ClusterObject } from '@k8s-blocks/cluster';
import { expect, it } from 'vitest';
import { type LockOptions, lockStack } from '../index.ts';
import { describeOnServer } from '../server.test-helper.ts';
import { leaseAddress } from './lease.ts';
import { ManualClock } from './manual-clock.test-helper.ts';

const NOON = Date.parse('2026-01-31T12:00:00Z');
let stacks = 0;

describeOnServer('the lock of a stack', { controllers: false }, (server) => {
  /** Another stack for each test. */
  const newStack = () => {
    stacks += 1;
    return { stack: `shop-${stacks}`, environment: 'staging', namespace: 'default' };
  };
  type Stack = ReturnType<typeof newStack>;
  const lease = (stack: Stack) => server.cluster.get(leaseAddress(stack));
  const lock = (stack: Stack, clock: ManualClock, options: LockOptions = {}) =>
    lockStack(server.cluster, stack, { ...options, clock });
  const renewed = ({ spec }: ClusterObject) => Object(spec).renewTime;

  it('is a Lease that names its holder, until it is released', async () => {
    const stack = newStack();
    const held = await lock(stack, new ManualClock(NOON));
    expect(await lease(stack)).toMatchObject({
      metadata: { name: `${stack.stack}.staging` },
      spec: {
        holderIdentity: expect.stringMatching(new RegExp(`^.+@.+, process ${process.pid} \\(`)),
        leaseDurationSeconds: 15,
        acquireTime: '2026-01-31T12:00:00.000000Z',
      },
    });
    await held.release();
    await held.release();
    expect(await lease(stack)).toBeUndefined();
    expect(held.signal.aborted).toBe(false);
  });

  it('is renewed, and refuses another run, whatever the clock of that one shows', async () => {
    for (const skew of [-3_600_000, 0, 3_600_000]) {
      const stack = newStack();
      const [clock, other] = [new ManualClock(NOON), new ManualClock(NOON + skew)];
      const held = await lock(stack, clock);
      const refused = lock(stack, other);
      refused.catch(() => undefined);
      await other.untilAsleep();
      await clock.advance(2000);
      await expect.poll(async () => renewed((await lease(stack)) ?? expect.fail())).toContain('12:00:02');
      await other.advanceUntilSettled(refused, 500);
      await expect(refused).rejects.toThrow(/Another run deploys shop-\d+ there: .+@.+, since 2026-01-31T12:00:00Z/);
      await held.release();
    }
  });

  it('is waited for if that is asked for, and then taken', async () => {
    const stack = newStack();
    const [clock, other] = [new ManualClock(NOON), new ManualClock(NOON)];
    const first = await lock(stack, clock);
    const waits: string[] = [];
    const second = lock(stack, other, { wait: true, onWait: (sentence) => waits.push(sentence) });
    await other.untilAsleep();
    await first.release();
    await other.advanceUntilSettled(second, 500);
    await (await second).release();
    expect(waits).toEqual([expect.stringContaining('Looks whether another run still goes on')]);
  });

  it('is refused where there is no such namespace', async () => {
    const locking = lock({ ...newStack(), namespace: 'none' }, new ManualClock(NOON));
    await expect(locking).rejects.toThrow('namespaces "none" not found');
  });

  it('of a run that was killed is taken when it has not been renewed for fifteen seconds', async () => {
    const stack = newStack();
    await lock(stack, new ManualClock(NOON)); // Its clock stands still: it never renews.
    const clock = new ManualClock(NOON + 1000);
    const second = lock(stack, clock);
    await clock.advanceUntilSettled(second, 500);
    expect(clock.now()).toBeGreaterThanOrEqual(14_000);
    expect(clock.now()).toBeLessThanOrEqual(15_500);
    expect(await lease(stack)).toMatchObject({ spec: { leaseTransitions: 1 } });
    await (await second).release();
  });

  it('that expired long ago is only taken after it was seen not to be renewed', async () => {
    const stack = newStack();
    await lock(stack, new ManualClock(NOON));
    const clock = new ManualClock(NOON + 3_600_000);
    const second = lock(stack, clock);
    await clock.advanceUntilSettled(second, 500);
    expect(clock.now()).toBeGreaterThanOrEqual(5000);
    expect(clock.now()).toBeLessThan(6000);
    await (await second).release();
  });

  it('is had by one of several that take an expired one at once', async () => {
    const stack = newStack();
    await lock(stack, new ManualClock(NOON));
    const clock = new ManualClock(NOON + 3_600_000);
    const runs = Array.from({ length: 5 }, () => lock(stack, clock));
    const all = Promise.allSettled(runs);
    await clock.advanceUntilSettled(all, 500);
    const outcomes = await all;
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of outcomes) if (each.status === 'fulfilled') await each.value.release();
  });

  it('is lost when another run has taken it, and then is not given up for that one', async () => {
    const stack = newStack();
    const stalled = new ManualClock(NOON);
    const first = await lock(stack, stalled);
    const clock = new ManualClock(NOON);
    const taking = lock(stack, clock);
    await clock.advanceUntilSettled(taking, 1000);
    const second = await taking;
    const lost = new Promise((resolve) => first.signal.addEventListener('abort', resolve));
    await stalled.advance(2000);
    await lost;
    expect(String(first.signal.reason)).toContain(`The lock of ${stack.stack} is lost: another run has it`);
    await first.release();
    expect(await lease(stack)).toBeDefined();
    await second.release();
  });

  it('is kept when somebody changes other fields of it', async () => {
    const stack = newStack();
    const clock = new ManualClock(NOON);
    const held = await lock(stack, clock);
    const before = (await lease(stack)) ?? expect.fail();
    const metadata = { ...before.metadata, labels: { by: 'somebody' } };
    await server.cluster.update({ ...before, metadata });
    await clock.advance(2000);
    await clock.untilAsleep();
    await clock.advance(500);
    await expect.poll(async () => renewed((await lease(stack)) ?? expect.fail())).toContain('12:00:02');
    expect(held.signal.aborted).toBe(false);
    await held.release();
    expect(await lease(stack)).toBeUndefined();
  });
});

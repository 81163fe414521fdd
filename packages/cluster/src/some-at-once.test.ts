import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someAtOnce } from './some-at-once.ts';

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('some at once', () => {
  it('are all called, and their results are in the order of the items, however they end', async () => {
    const delays = fc.array(fc.nat({ max: 5 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(delays, async (turns) => {
        let [running, most] = [0, 0];
        const results = await someAtOnce(turns, async (number) => {
          running += 1;
          most = Math.max(most, running);
          for (let turn = 0; turn < number; turn += 1) await nextTurn();
          running -= 1;
          return number;
        });
        expect(results).toEqual(turns);
        expect(most).toBeLessThanOrEqual(8);
      }),
    );
  });

  it('stop after an error, which is thrown when none is under way any more', async () => {
    let [running, called] = [0, 0];
    const items = Array.from({ length: 100 }, (_, index) => index);
    const all = someAtOnce(items, async (index) => {
      called += 1;
      running += 1;
      for (let turn = 0; turn < index; turn += 1) await nextTurn();
      running -= 1;
      if (index === 3) throw new Error('No.');
    });
    await expect(all).rejects.toThrow('No.');
    expect(running).toBe(0);
    expect(called).toBeLessThan(20);
  });
});

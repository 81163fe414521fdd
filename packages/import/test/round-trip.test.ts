import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStack } from './random-stack.ts';
import { importedAndProved } from './trial.ts';

describe('stacks that this project makes', () => {
  it('are the same after they are built, imported, and built anew', async () => {
    await fc.assert(
      fc.asyncProperty(randomStack, async (read) => {
        const { proof } = await importedAndProved(read);
        expect(proof.remainder).toEqual([]);
        expect(proof.compared).toBe(read.reduce((sum, { objects }) => sum + objects.length, 0));
      }),
      { numRuns: runs({ usual: 3, long: 200 }), endOnFailure: true },
    );
  });
});

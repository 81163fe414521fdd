import { runs } from '@k8s-blocks/test-runs';
import { expect, it } from 'vitest';
import { tryOverlayLaw } from './overlay-law.ts';

const SERVICES = runs({ usual: 50, long: 2000 });
/** Set OVERLAY_LAW_SEED to the seed of a failure to see the same services again, and KUBECTL to another kubectl. */
const seed = Number(process.env.OVERLAY_LAW_SEED ?? Math.floor(Math.random() * 2 ** 31));

it(`builds of base and an overlay are what the app says and what the environment alone builds, or it is refused, for ${SERVICES} random services (seed ${seed})`, async () => {
  const { counterexample, built, refused, kinds, mergePatches, jsonPatches } = await tryOverlayLaw(seed, SERVICES);
  if (counterexample !== undefined) throw new Error(`OVERLAY_LAW_SEED=${seed} repeats this.\n${counterexample}`);
  // The law would be kept vacuously if much were refused, hardly anything patched, or all of it in one way.
  const why = [...refused].map(([reason, count]) => `${count} refused: ${reason}`).join('\n');
  expect(built, why).toBeGreaterThan(SERVICES / 2);
  expect(kinds.size).toBeGreaterThan(40);
  expect(mergePatches).toBeGreaterThan(SERVICES / 2);
  expect(jsonPatches).toBeGreaterThan(SERVICES / 3);
});

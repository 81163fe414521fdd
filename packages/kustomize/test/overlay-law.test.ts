import { runs } from '@k8s-blocks/test-runs';
import { expect, it } from 'vitest';
import { tryOverlayLaw } from './overlay-law.ts';

const SERVICES = runs({ usual: 75, long: 2000 });
/** Set OVERLAY_LAW_SEED to the seed of a failure to see the same services again. */
const seed = Number(process.env.OVERLAY_LAW_SEED ?? Math.floor(Math.random() * 2 ** 31));

it(`building an overlay gives what building its environment alone gives, for ${SERVICES} random services (seed ${seed})`, async () => {
  const { counterexample, mergePatches, jsonPatches } = await tryOverlayLaw(seed, SERVICES);
  if (counterexample !== undefined) throw new Error(`OVERLAY_LAW_SEED=${seed} repeats this.\n${counterexample}`);
  // The law would be kept vacuously if hardly anything were patched, or all of it in one way.
  expect(mergePatches).toBeGreaterThan(SERVICES / 2);
  expect(jsonPatches).toBeGreaterThan(SERVICES / 2);
  expect(mergePatches / (mergePatches + jsonPatches)).toBeGreaterThan(0.3);
});

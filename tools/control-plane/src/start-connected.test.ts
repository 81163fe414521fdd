/** The real thing; skipped without it. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { processesIn } from './fakes.ts';
import { startConnected, whySkipped } from './index.ts';

const skipped = whySkipped();
if (skipped !== undefined) process.stderr.write(`${skipped}\n`);

it.skipIf(skipped !== undefined)('a control plane is stopped though its client cannot be closed', async () => {
  const connect = async () => ({ close: () => Promise.reject(new Error('It does not close.')) });
  const { controlPlane, stop } = await startConnected({}, connect);
  const folder = dirname(controlPlane.kubeconfig);
  try {
    await expect(stop()).rejects.toThrow('It does not close.');
    expect(existsSync(folder)).toBe(false);
    expect(processesIn(folder)).toEqual([]);
  } finally {
    await controlPlane.stop();
  }
});

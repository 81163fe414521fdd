/** How a start fails, with programs that are shell scripts: needs no real control plane. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeAssets, processesIn, temporaryFolder } from './fakes.ts';
import { startControlPlane } from './index.ts';

afterEach(() => vi.unstubAllEnvs());

/** Makes an empty folder, and all temporary folders in it from now on. */
function emptyTmp(): string {
  const folder = temporaryFolder();
  vi.stubEnv('TMPDIR', folder);
  return folder;
}

describe('a start that fails', () => {
  it('names the program that ended, with the end of its log, and leaves no process and no folder', async () => {
    // The first one ignores SIGTERM.
    const etcd = "trap '' TERM; while :; do sleep 1; done";
    const assets = fakeAssets({ etcd, 'kube-apiserver': 'sleep 1; echo "unknown flag: --x" >&2; exit 3', kubectl: '' });
    const tmp = emptyTmp();
    await expect(startControlPlane({ assets })).rejects.toThrow(
      'kube-apiserver ended (exit code 3).\nunknown flag: --x',
    );
    expect(readdirSync(tmp)).toEqual([]);
    expect(processesIn(tmp)).toEqual([]);
  }, 30_000);

  it('is tried again if another process took a port, and not for ever', async () => {
    const calls = join(temporaryFolder(), 'calls');
    const apiserver = `echo call >> '${calls}'; echo 'listen tcp 127.0.0.1:1: bind: address already in use'; exit 1`;
    const assets = fakeAssets({ etcd: 'exec sleep 60', 'kube-apiserver': apiserver, kubectl: '' });
    const tmp = emptyTmp();
    await expect(startControlPlane({ assets })).rejects.toThrow('address already in use');
    expect(readFileSync(calls, 'utf8')).toBe('call\n'.repeat(3));
    expect(readdirSync(tmp)).toEqual([]);
  }, 30_000);

  it('is refused before anything runs if a program is missing', async () => {
    const ran = join(temporaryFolder(), 'ran');
    const assets = fakeAssets({ etcd: `touch '${ran}'`, 'kube-apiserver': '', kubectl: '' });
    const tmp = emptyTmp();
    await expect(startControlPlane({ assets, nodes: 1 })).rejects.toThrow(Refusal);
    await expect(startControlPlane({ assets, nodes: 1 })).rejects.toThrow('"kwok"');
    expect(existsSync(ran)).toBe(false);
    expect(readdirSync(tmp)).toEqual([]);
  });

  it('is refused if there are no programs at all', async () => {
    vi.stubEnv('KUBEBUILDER_ASSETS', undefined);
    await expect(startControlPlane()).rejects.toThrow('KUBEBUILDER_ASSETS is not set');
  });
});

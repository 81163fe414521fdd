/** Runs the real `kubectl proxy`, without an API server. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectCluster, UnreachableCluster } from './index.ts';
import { rejection } from './server.test-helper.ts';

/** Writes a kubeconfig with one context, `shop`. */
function kubeconfig(cluster: object, user: object): void {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-test-'));
  const path = join(folder, 'config');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'shop', cluster }],
    users: [{ name: 'shop', user }],
    contexts: [{ name: 'shop', context: { cluster: 'shop', user: 'shop' } }],
  };
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  vi.stubEnv('KUBECONFIG', path);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** A port on which nothing listens: it needs a privilege that no program of tests has. */
const NOWHERE = { server: 'https://127.0.0.1:1' };

/** A program that kubectl is to ask for credentials. */
const exec = (command: string) => ({
  exec: { apiVersion: 'client.authentication.k8s.io/v1', command, interactiveMode: 'Never' },
});

describe('a connection', () => {
  it.each([
    [
      'nothing listens',
      NOWHERE,
      { token: 'a' },
      'The server of the kube context "shop" does not answer: dial tcp 127.0.0.1:1',
    ],
    [
      'the program for credentials fails',
      NOWHERE,
      exec('false'),
      'The kube context "shop" has no credentials that its server takes: exec: executable false failed',
    ],
    ['there is no such program', NOWHERE, exec('no-such-program'), 'takes: exec: executable no-such-program not found'],
    [
      'a file of the kubeconfig is missing',
      { ...NOWHERE, 'certificate-authority': '/missing/file' },
      { token: 'a' },
      'kubectl does not connect to the kube context "shop": error: unable to read certificate-authority /missing/file',
    ],
  ])('is refused where %s, with the context, the reason and what to do', async (_, cluster, user, words) => {
    kubeconfig(cluster, user);
    const refusal = await rejection(connectCluster('shop'));
    expect(refusal).toBeInstanceOf(UnreachableCluster);
    expect(String(refusal)).toContain(words);
    expect(String(refusal)).toContain('kubectl --context shop ');
  });

  it('is refused where there is no such context, with those that there are', async () => {
    kubeconfig(NOWHERE, { token: 'a' });
    await expect(connectCluster('--help')).rejects.toThrow(
      'Your kubeconfig has no context "--help".\nName one of "shop"',
    );
    vi.stubEnv('KUBECONFIG', '/missing/config');
    await expect(connectCluster('shop')).rejects.toThrow(
      'Your kubeconfig has no context "shop".\nIt has none: write one',
    );
  });
});

/** Against the real API server; skipped without it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { Refusal } from '@k8s-blocks/refusal';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder, withPinnedKubectl } from './fakes.ts';
import { applyDryRun, kubeContexts } from './index.ts';

const TIMEOUT = 180_000;
const skipped = whySkipped();
if (skipped !== undefined) process.stderr.write(`${skipped}\n`);

const CANARY = 'hunter2,Canary/opensesame';
const PIECES = ['hunter2', 'Canary', Buffer.from(CANARY).toString('base64').slice(0, 16)];

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function write(manifests: string): void {
  writeFileSync(join(folder, 'kustomization.yaml'), 'resources: [all.yaml]\n');
  writeFileSync(join(folder, 'all.yaml'), manifests);
}

const secret = (lines: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  namespace: default\n${lines}\n`;

describe.skipIf(skipped !== undefined)('a dry run on a server', { timeout: TIMEOUT }, () => {
  withPinnedKubectl();
  let server: ControlPlane;
  let context = '';
  beforeAll(async () => {
    server = await startControlPlane();
    vi.stubEnv('KUBECONFIG', server.kubeconfig);
    [context = ''] = await kubeContexts();
  }, TIMEOUT);
  afterAll(() => server?.stop(), TIMEOUT);

  it('says what would be made, object by object', async () => {
    write(
      `${secret(`stringData: { token: "${CANARY}" }`)}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, namespace: default }\n`,
    );
    const printed = await applyDryRun(folder, context);
    expect(printed.split('\n').sort()).toEqual([
      'configmap/c serverside-applied (server dry run)',
      'secret/s serverside-applied (server dry run)',
    ]);
  });

  it('names the namespace that has to be made first', async () => {
    write(secret('type: Opaque').replace('default', 'payments'));
    await expect(applyDryRun(folder, context)).rejects.toThrow(
      `kubectl --context ${context} create namespace payments`,
    );
  });

  it.each([
    ['is not base64', `data: { token: "${CANARY}" }`],
    ['is a number', 'stringData: { token: 104117110 }'],
    ['is a list', `stringData: ["${CANARY}"]`],
    ['is a text', `data: "${CANARY}"`],
    ['is in a field that there is not', `stringdata: { token: "${CANARY}" }`],
    ['is a type that needs keys', `type: kubernetes.io/tls\nstringData: { token: "${CANARY}" }`],
    ['is a name', `type: Opaque\nimmutable: "${CANARY}"`],
    [
      'is JSON that it is not',
      `type: kubernetes.io/dockerconfigjson\nstringData: { .dockerconfigjson: '{"auths": "${CANARY}' }`,
    ],
  ])('quotes no value of a Secret that %s', async (_, lines) => {
    write(secret(lines));
    const refusal: unknown = await applyDryRun(folder, context).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    const { message } = refusal as Refusal;
    expect(message).toContain(`The server of context "${context}" does not accept it: `);
    for (const piece of PIECES) expect(message).not.toContain(piece);
    expect(message).not.toContain('104117110');
  });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach } from 'vitest';
import { k8sBlocks, type Start } from './k8s-blocks.test-helper.ts';

/** The folder of this workspace, and the module of its map in it. */
export const WORKSPACE = fileURLToPath(new URL('../../../', import.meta.url));
export const SYSTEM = 'packages/stack/src/system.ts';

/** A line of a stack trace. */
export const TRACE = /^\s+at /m;

/** The working directory of the test that runs, which is new for each. */
export let folder: string;

/** Gives each test of a file a folder of its own. */
export function inNewFolder(): void {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cli-verify-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
}

/** Runs `verify` in the folder. */
export function verify(...args: string[]) {
  return verifyWith({}, ...args);
}

/** Runs `verify`, started otherwise. */
export function verifyWith(start: Partial<Start>, ...args: string[]) {
  return k8sBlocks({ cwd: folder, ...start }, 'verify', ...args);
}

/** Writes a file below the folder. */
export async function write(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

/** A Deployment and a Service with two errors and a warning. */
export const FAULTY = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: web:1
          envFrom: [{ configMapRef: { name: missing } }]
          ports: [{ name: http, containerPort: 8080 }]
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  ports: [{ port: 80, targetPort: htttp }]
  selector: { app: web }
`;

/** A ConfigMap that nothing uses: a warning. */
export const UNUSED = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: idle, namespace: shop }\n';

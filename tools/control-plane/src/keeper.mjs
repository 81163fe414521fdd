/**
 * A process of its own that runs the programs of one control plane, and outlives whoever started it just long enough
 * to end them: when its parent says so, or is gone in whatever way (the channel between them closes then, also after a
 * SIGKILL). That is more than exit handlers in the parent can do. Plain JavaScript, since Node 20 runs no TypeScript.
 *
 * Told: `{ start: { name, program, args } }`, `{ volumes: { kubectl, kubeconfig } }`, `{ stop: true }`.
 * Tells: `{ folder }` once, `{ ended: { name, reason } }` for each program that ends before it was told to.
 */
import { execFile, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** For how long a program may go on after SIGTERM; nothing of what it could still save is kept. */
const GRACE_MS = 3000;
/** Where the controller manager's hostPath provisioner makes a folder for each volume; it cannot be told otherwise. */
const VOLUMES = '/tmp/hostpath_pv';

const folder = mkdtempSync(join(tmpdir(), 'k8s-blocks-control-plane-'));
/** @type {Map<string, import('node:child_process').ChildProcess>} */
const running = new Map();
/** @type {{ kubectl: string, kubeconfig: string } | undefined} */
let volumes;
let ending = false;

process.on('message', (/** @type {any} */ message) => {
  if (message.start) start(message.start);
  if (message.volumes) volumes = message.volumes;
  if (message.stop) void end();
});
process.on('disconnect', () => void end());
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => void end());
tell({ folder });

/** @param {{ name: string, program: string, args: string[] }} what */
function start({ name, program, args }) {
  if (ending) return;
  const log = openSync(join(folder, `${name}.log`), 'a');
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', log, log] });
  closeSync(log);
  running.set(name, child);
  const gone = (/** @type {string} */ reason) => {
    running.delete(name);
    tell({ ended: { name, reason } });
  };
  child.once('error', (error) => {
    if (child.pid === undefined) gone(error.message);
  });
  child.once('exit', (code, signal) => gone(signal === null ? `exit code ${code}` : signal));
}

async function end() {
  if (ending) return;
  ending = true;
  const made = await volumeFolders();
  // The API server first takes leave of etcd, and waits for it if it is gone: so etcd goes last.
  await terminate([...running.keys()].filter((name) => name !== 'etcd'));
  await terminate([...running.keys()]);
  for (const path of made) removeEmpty(path);
  if (made.length > 0) removeEmpty(VOLUMES);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.exit(0);
}

/** @param {string[]} names */
async function terminate(names) {
  await Promise.all(
    names.map(async (name) => {
      const child = running.get(name);
      if (child === undefined) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(timer);
    }),
  );
}

/** The folders of the volumes that were provisioned. They are empty, since nothing is run: only the names exist. */
async function volumeFolders() {
  if (volumes === undefined) return [];
  const { kubectl, kubeconfig } = volumes;
  // Its cache goes with the folder; left to itself, kubectl may put it where the tests run.
  const common = ['--kubeconfig', kubeconfig, '--cache-dir', join(folder, 'kubectl-cache'), '--request-timeout=3s'];
  const args = [...common, 'get', 'persistentvolumes', '--output=jsonpath={.items[*].spec.hostPath.path}'];
  const listed = await new Promise((/** @type {(out: string) => void} */ resolve) => {
    execFile(kubectl, args, { timeout: 5000 }, (_, out) => resolve(out));
  });
  return listed.split(/\s+/).filter((path) => dirname(path) === VOLUMES);
}

/** @param {string} path */
function removeEmpty(path) {
  try {
    rmdirSync(path);
  } catch {
    // Not there, or somebody else's files are in it: it stays.
  }
}

/** @param {object} message */
function tell(message) {
  if (process.connected) process.send?.(message, () => {});
}

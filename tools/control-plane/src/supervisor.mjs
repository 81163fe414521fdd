/**
 * A process that runs the programs of one control plane. It ends them when its parent asks for it, or when its parent has
 * ended in any way: the channel between them then closes, also after a SIGKILL, for which an exit handler in the parent
 * would not run. Plain JavaScript, since Node 20 cannot run TypeScript.
 *
 * It receives `{ start: { name, program, args } }`, `{ volumes: { kubectl, kubeconfig } }` and `{ stop: true }`. It sends
 * `{ folder }` at its start, and `{ ended: { name, reason } }` for each program that ends by itself.
 */
import { execFile, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How long a program may take to end after SIGTERM. Short, since its files are removed anyway. */
const GRACE_MS = 3000;
/** The folder of the volumes of the controller manager's hostPath provisioner, which cannot be configured. */
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
send({ folder });

/** @param {{ name: string, program: string, args: string[] }} what */
function start({ name, program, args }) {
  if (ending) return;
  const log = openSync(join(folder, `${name}.log`), 'a');
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', log, log] });
  closeSync(log);
  running.set(name, child);
  const gone = (/** @type {string} */ reason) => {
    running.delete(name);
    send({ ended: { name, reason } });
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
  // The API server needs etcd to shut down, and would wait for it: so etcd is ended last.
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

/** The folders of the provisioned volumes. They are empty, since no pod really runs. */
async function volumeFolders() {
  if (volumes === undefined) return [];
  const { kubectl, kubeconfig } = volumes;
  // kubectl's cache is removed with the folder; by default it may be in the working directory of the tests.
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
    // It does not exist, or contains files that are not ours.
  }
}

/** @param {object} message */
function send(message) {
  if (process.connected) process.send?.(message, () => {});
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kustomizeBuild, kustomizeBuilds } from '@k8s-blocks/kubectl';

// builds.ts <folder of the trees> <together | alone>: builds every overlay of a generated workspace.

/** The result, as JSON. */
export interface Builds {
  /** How many folders were built. */
  readonly folders: number;
  /** The CPU time of this process and all that it started; undefined if the system does not tell. */
  readonly cpuSeconds?: number;
}

const ENVIRONMENTS = [
  { folder: 'base', suffix: '' },
  { folder: 'overlays/staging', suffix: '-staging' },
  { folder: 'overlays/production', suffix: '' },
];

const [root = '', how] = process.argv.slice(2);
const services = readdirSync(root).filter((name) => name.startsWith('service-'));
const environments = ENVIRONMENTS.map(({ folder, suffix }) =>
  services.map((name) => ({ folder: join(root, name, folder), namespaces: [name + suffix] })),
);
if (how === 'together') {
  const builds = (await Promise.all(environments.map((folders) => kustomizeBuilds(folders)))).flat();
  for (const [, build] of builds) if (build instanceof Error) throw build;
} else {
  await Promise.all(environments.flat().map(({ folder }) => kustomizeBuild(folder)));
}
const found: Builds = { folders: environments.flat().length, ...cpuTime() };
console.log(JSON.stringify(found));

/**
 * The time that this process and its children, which have ended, used the CPUs: in clock ticks, of which Linux has 100 a second.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function cpuTime(): Pick<Builds, 'cpuSeconds'> {
  if (process.platform !== 'linux') return {};
  // The name of the program, in brackets, may hold spaces. From the state behind it, the times are fields 11 to 14.
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return { cpuSeconds: fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100 };
}

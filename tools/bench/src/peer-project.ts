import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { PeerName } from './peers.ts';
import type { Scratch } from './scratch.ts';

/** The fields of an object that decide how it is written in code. */
interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The module of a service for each tool, from the service's name and objects. */
const MODULES: Readonly<Record<PeerName, (service: string, objects: readonly ManifestObject[]) => string>> = {
  kosko: modelsModule,
  'kosko-parts': modelsModule,
  cdk8s: chartModule,
};

/**
 * Writes the services of a generated workspace as modules of another tool: the objects of base, as they were emitted, as
 * literals. So the other tool has less to do than ours: it computes no address, policy or label.
 *
 * @param workspace the generated workspace.
 * @param services which of its services: names.
 * @param folder the folder of the installed tool; modules that were written there before are removed.
 */
export async function writePeerProject(
  scratch: Scratch,
  peer: PeerName,
  { workspace, services, folder }: { workspace: string; services: readonly string[]; folder: string },
): Promise<void> {
  const components = join(folder, 'components');
  await scratch.moveAway(components);
  await mkdir(components);
  for (const service of services) {
    const objects = await baseObjects(join(workspace, 'k8s', service, 'base'));
    await writeFile(join(components, `${service}.ts`), MODULES[peer](service, objects));
  }
}

async function baseObjects(folder: string): Promise<readonly ManifestObject[]> {
  const files = (await readdir(folder)).filter((file) => file !== 'kustomization.yaml');
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.flatMap((text) => parseAllDocuments(text).map((document): ManifestObject => document.toJS()));
}

function modelsModule(_service: string, objects: readonly ManifestObject[]): string {
  const imports = new Map(objects.map(({ apiVersion, kind }) => [kind, `kubernetes-models/${apiVersion}/${kind}`]));
  const instances = objects.map(({ apiVersion: _, kind, ...fields }) => `new ${kind}(${literal(fields)})`);
  return `${[...imports].map(([kind, path]) => `import { ${kind} } from '${path}';\n`).join('')}
export default [${instances.join(', ')}];
`;
}

function chartModule(service: string, objects: readonly ManifestObject[]): string {
  const added = objects.map(
    (object, index) => `  new ApiObject(chart, '${object.kind}-${index}', ${literal(object)});`,
  );
  return `import { ApiObject, App, Chart } from 'cdk8s';

export function addChart(app: App): void {
  const chart = new Chart(app, '${service}');
${added.join('\n')}
}
`;
}

function literal(value: object): string {
  return JSON.stringify(value, null, 2);
}

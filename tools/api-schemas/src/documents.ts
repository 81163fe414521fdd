import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ControlPlane, startControlPlane } from '@k8s-blocks/control-plane';
import { Refusal } from '@k8s-blocks/refusal';

/** What is read of a schema of OpenAPI. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly properties?: Definitions;
  readonly required?: readonly string[];
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
}

/** Schemas by their names. */
export type Definitions = Readonly<Record<string, Schema>>;

/** The definitions of one version of Kubernetes. */
export interface VersionedDefinitions {
  /** `1.36` */
  readonly version: string;
  readonly definitions: Definitions;
}

const NAME = /^kubernetes-(\d+\.\d+)\.json(\.xz)?$/;

/**
 * The published documents in a folder, the oldest first: `kubernetes-1.36.json`, or the same packed with xz.
 *
 * @throws Refusal if there is none.
 * @see https://github.com/kubernetes/kubernetes/blob/master/api/openapi-spec/swagger.json
 */
export function documentsIn(folder: string): readonly VersionedDefinitions[] {
  const documents = readdirSync(folder).flatMap((file) => {
    const [, version, packed] = NAME.exec(file) ?? [];
    if (version === undefined) return [];
    const path = join(folder, file);
    const text = packed === undefined ? readFileSync(path, 'utf8') : unpacked(path);
    const { definitions } = JSON.parse(text) as { readonly definitions: Definitions };
    return [{ version, definitions }];
  });
  if (documents.length > 0) return documents.sort((a, b) => minorOf(a.version) - minorOf(b.version));
  throw new Refusal({
    file: folder,
    problem: 'The folder holds no OpenAPI document of Kubernetes.',
    remedy: 'Put api/openapi-spec/swagger.json of its releases there, named like "kubernetes-1.36.json".',
  });
}

function unpacked(path: string): string {
  return execFileSync('xz', ['-dc', path], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** The second number of a version: 36. */
export function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

/**
 * The schemas that a real API server serves, which have enumerations and defaults; published documents do not.
 *
 * @throws Refusal if `KUBEBUILDER_ASSETS` is not set.
 * @see https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3
 */
export async function servedSchemas(): Promise<Definitions> {
  const server = await startControlPlane();
  try {
    const { paths } = (await served(server, '/openapi/v3')) as {
      readonly paths: Readonly<Record<string, { readonly serverRelativeURL: string }>>;
    };
    const schemas: Record<string, Schema> = {};
    for (const { serverRelativeURL } of Object.values(paths)) {
      const { components } = (await served(server, serverRelativeURL)) as {
        readonly components?: { readonly schemas?: Definitions };
      };
      Object.assign(schemas, components?.schemas);
    }
    return schemas;
  } finally {
    await server.stop();
  }
}

/** The server says of these documents that they are text. */
async function served(server: ControlPlane, path: string): Promise<unknown> {
  const { body } = await server.request('GET', path);
  return typeof body === 'string' ? JSON.parse(body) : body;
}

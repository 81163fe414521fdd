import { Refusal } from '@k8s-blocks/refusal';
import type { ApiClient } from './api-client.ts';

/** An object that can be sent: with whatever fields its kind has. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** Knows where objects of a kind are created, by asking the server (discovery), once for each apiVersion. */
export class ResourcePaths {
  readonly #client: ApiClient;
  readonly #found = new Map<string, Promise<readonly Resource[]>>();

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** `/apis/apps/v1/namespaces/payments/deployments`; the namespace is `default` if the object names none. */
  async of({ apiVersion, kind, metadata = {} }: Manifest): Promise<string> {
    const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
    // A kind may be new, of a CustomResourceDefinition that was created since: so ask once more.
    const resource = (await this.#find(root, kind)) ?? (await this.#find(root, kind, { again: true }));
    if (resource === undefined) {
      throw new Refusal({
        object: metadata.name === undefined ? kind : `${kind} ${metadata.name}`,
        problem: `The API server knows no kind "${kind}" in "${apiVersion}".`,
        remedy: 'Correct apiVersion and kind, or create the CustomResourceDefinition first.',
      });
    }
    if (!resource.namespaced) return `${root}/${resource.name}`;
    return `${root}/namespaces/${encodeURIComponent(metadata.namespace ?? 'default')}/${resource.name}`;
  }

  async #find(root: string, kind: string, { again = false } = {}): Promise<Resource | undefined> {
    const known = this.#found.get(root);
    const resources = known === undefined || again ? this.#discover(root) : known;
    this.#found.set(root, resources);
    // Subresources have a slash in their name: `deployments/scale` is of the kind Scale.
    return (await resources).find((resource) => resource.kind === kind && !resource.name.includes('/'));
  }

  async #discover(root: string): Promise<readonly Resource[]> {
    const { status, body } = await this.#client.request('GET', root);
    return status === 200 ? (body as { resources: readonly Resource[] }).resources : [];
  }
}

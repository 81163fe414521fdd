import { Refusal } from '@k8s-blocks/refusal';
import type { ApiClient } from './api-client.ts';

/** An object to create. It may have any fields of its kind. */
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

/** Finds the API paths of kinds by the server's discovery, which is asked once for each apiVersion. */
export class ResourcePaths {
  readonly #client: ApiClient;
  readonly #memo = new Map<string, Promise<readonly Resource[]>>();

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** `/apis/apps/v1/namespaces/payments/deployments`; the namespace is `default` if the object names none. */
  async of({ apiVersion, kind, metadata = {} }: Manifest): Promise<string> {
    const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
    // The kind may be of a CustomResourceDefinition that was created since: so discovery is asked once more.
    const resource = (await this.#find(root, kind)) ?? (await this.#find(root, kind, { again: true }));
    if (resource === undefined) {
      throw new Refusal({
        object: metadata.name === undefined ? kind : `${kind} ${metadata.name}`,
        problem: `"${kind}" is not a kind that the API server serves in "${apiVersion}".`,
        remedy: 'Correct apiVersion and kind, or create the CustomResourceDefinition first.',
      });
    }
    if (!resource.namespaced) return `${root}/${resource.name}`;
    return `${root}/namespaces/${encodeURIComponent(metadata.namespace ?? 'default')}/${resource.name}`;
  }

  async #find(root: string, kind: string, { again = false } = {}): Promise<Resource | undefined> {
    const discovered = this.#memo.get(root);
    const resources = discovered === undefined || again ? this.#discover(root) : discovered;
    this.#memo.set(root, resources);
    // Subresources have a slash in their name: `deployments/scale` is of the kind Scale.
    return (await resources).find((resource) => resource.kind === kind && !resource.name.includes('/'));
  }

  async #discover(root: string): Promise<readonly Resource[]> {
    const { status, body } = await this.#client.request('GET', root);
    return status === 200 ? (body as { resources: readonly Resource[] }).resources : [];
  }
}

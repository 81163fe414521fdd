import { Refusal } from '@k8s-blocks/refusal';
import { AGGREGATED_DISCOVERY, type ApiResource, apiVersionOf, resourcesIn } from './api-resources.ts';
import type { Requests } from './requests.ts';

/** The kinds that a server serves. They are read once, and again when one is missing: its definition may be new. */
export class Discovery {
  readonly #requests: Requests;
  #known: Promise<readonly ApiResource[]> | undefined;

  constructor(requests: Requests) {
    this.#requests = requests;
  }

  /** Reads the kinds anew. */
  read(): Promise<readonly ApiResource[]> {
    const known = this.#read();
    this.#known = known;
    // What failed is read again when it is next asked for.
    known.catch(() => {
      if (this.#known === known) this.#known = undefined;
    });
    return known;
  }

  /** A kind in one version: `apps/v1`. */
  async resource(apiVersion: string, kind: string): Promise<ApiResource | undefined> {
    const [found] = await this.#find((each) => each.kind === kind && apiVersionOf(each) === apiVersion);
    return found;
  }

  /** A kind in all versions of a group, the preferred one first. */
  async resourcesOfKind(group: string, kind: string): Promise<readonly ApiResource[]> {
    return this.#find((each) => each.kind === kind && each.group === group);
  }

  /** All kinds, each in the preferred version. */
  async resources(): Promise<readonly ApiResource[]> {
    const preferred = new Map<string, ApiResource>();
    for (const each of await (this.#known ?? this.read())) {
      const key = `${each.group}/${each.kind}`;
      if (!preferred.has(key)) preferred.set(key, each);
    }
    return [...preferred.values()];
  }

  async #find(matches: (resource: ApiResource) => boolean): Promise<readonly ApiResource[]> {
    const known = (await (this.#known ?? this.read())).filter(matches);
    return known.length > 0 ? known : (await this.read()).filter(matches);
  }

  async #read(): Promise<readonly ApiResource[]> {
    const headers = { accept: AGGREGATED_DISCOVERY };
    const answers = await Promise.all(
      ['/api', '/apis'].map((path) => this.#requests.send({ method: 'GET', path, headers, mayRepeat: true })),
    );
    const resources = answers.flatMap(({ body }) => resourcesIn(body));
    if (resources.length > 0) return resources;
    throw new Refusal({
      problem: `The server of the kube context "${this.#requests.context}" does not say which kinds it serves, as every Kubernetes does since 1.27.`,
      remedy: 'Name the context of a cluster of Kubernetes 1.27 or newer.',
    });
  }
}

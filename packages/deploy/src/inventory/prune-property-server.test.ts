/** Against the real API server and its controllers; skipped without them. */
import { addressOf, type Cluster, type ObjectToSend } from '@k8s-blocks/cluster';
import { fieldsOf, formatReference, groupBy, referenceOf } from '@k8s-blocks/manifest';
import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FIELD_MANAGER, openInventory, prune } from '../index.ts';
import { describeOnServer, TIMEOUT } from '../server.test-helper.ts';
import {
  DATA_KINDS,
  type ForeignObject,
  NAMESPACES,
  namespaceObject,
  objectOf,
  type RandomObject,
  type RandomStep,
  SCENARIO,
  SERVICES,
} from './random-builds.test-helper.ts';

const RUNS = runs({ usual: 4, long: 60 });
let scenarios = 0;

describeOnServer('random deployments of a stack', { controllers: true, timeout: TIMEOUT * RUNS }, (server) => {
  it('never delete or change an object of others, and leave nothing of their own', async () => {
    await fc.assert(
      fc.asyncProperty(SCENARIO, async ({ foreign, steps }) => {
        scenarios += 1;
        const scenario = new Scenario(server.cluster, `s${scenarios}`);
        await scenario.begin(foreign);
        for (const step of steps) {
          await scenario.run(step);
          await scenario.check();
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});

/** A stack with namespaces of its own, and what is to be in them. */
class Scenario {
  readonly #cluster: Cluster;
  readonly #id: string;
  readonly #stack: { readonly stack: string; readonly environment: string; readonly namespace: string };
  /** Objects of others, each as it was when it was created. */
  readonly #foreign = new Map<ObjectToSend, object>();
  /** What the stack has in the cluster, by its text, and which service it is of. */
  readonly #expected = new Map<string, { readonly object: ObjectToSend; readonly service: string }>();
  readonly #pruned = new Map<string, ObjectToSend>();

  constructor(cluster: Cluster, id: string) {
    this.#cluster = cluster;
    this.#id = id;
    this.#stack = { stack: id, environment: 'staging', namespace: 'default' };
  }

  #object({ kind, name, namespace }: RandomObject): ObjectToSend {
    return objectOf(kind, name, `${this.#id}-${namespace}`);
  }

  /** Creates namespaces, and objects of others in them. */
  async begin(foreign: readonly ForeignObject[]): Promise<void> {
    const ours = await openInventory(this.#cluster, this.#stack);
    const other = await openInventory(this.#cluster, { ...this.#stack, stack: `${this.#id}-other` });
    for (const namespace of NAMESPACES) await this.#cluster.create(namespaceObject(`${this.#id}-${namespace}`));
    for (const each of foreign) {
      const object = this.#object(each);
      const byUs = { fieldManager: FIELD_MANAGER };
      if (each.looksLike === 'nothing') await this.#cluster.create(object);
      if (each.looksLike === 'a member') await this.#cluster.create(ours.asMember(each.service, object));
      if (each.looksLike === 'applied by us') await this.#cluster.apply(object, byUs);
      if (each.looksLike === 'another stack') {
        await other.prepare(each.service, [object]);
        await this.#cluster.apply(other.asMember(each.service, object), byUs);
      }
      this.#foreign.set(object, await this.#state(object));
    }
  }

  /** Deploys a build and prunes, and notes what is to be there then. */
  async run({ build, services, prunes }: RandomStep): Promise<void> {
    const inventory = await openInventory(this.#cluster, this.#stack);
    const needsNamespace = build.some(({ namespace }) => namespace === 'own');
    const objects = build.map((each) => ({ service: each.service as string, object: this.#object(each) }));
    if (needsNamespace) objects.unshift({ service: 'api', object: namespaceObject(`${this.#id}-own`) });
    const deployed = objects.filter(({ service, object }) => isNamespace({ object }) || isIn(service, services));
    for (const [service, own] of groupBy(deployed, (each) => [each.service])) {
      await inventory.prepare(
        service,
        own.map(({ object }) => object),
      );
    }
    for (const { service, object } of deployed) {
      await this.#cluster.apply(inventory.asMember(service, object), { fieldManager: FIELD_MANAGER });
      this.#expected.set(titleOf(object), { object, service });
      this.#pruned.delete(titleOf(object));
    }
    if (prunes === 'nothing') return;
    const deleteData = prunes === 'all';
    const restricted = services === undefined ? {} : { services: new Set<string>(services) };
    const wanted = objects.map(({ object }) => object);
    const { pending } = await prune(this.#cluster, inventory, {
      wanted,
      startOrder: SERVICES,
      deleteData,
      ...restricted,
    });
    expect(pending).toEqual([]);
    const titles = new Set(wanted.map(titleOf));
    const namespacesLast = [...this.#expected].toSorted(
      ([, one], [, other]) => Number(isNamespace(one)) - Number(isNamespace(other)),
    );
    for (const [title, { object, service }] of namespacesLast) {
      if (titles.has(title) || !isIn(service, services)) continue;
      if (DATA_KINDS.has(object.kind) && !deleteData) continue;
      if (isNamespace({ object }) && this.#isUsed(`${this.#id}-own`, title)) continue;
      this.#expected.delete(title);
      this.#pruned.set(title, object);
    }
  }

  /** Whether a namespace holds objects that remain: of others, or of services that were not pruned. */
  #isUsed(name: string, except: string): boolean {
    const remaining = [...this.#foreign.keys(), ...[...this.#expected.values()].map(({ object }) => object)];
    return remaining.some((object) => titleOf(object) !== except && addressOf(object).namespace === name);
  }

  async check(): Promise<void> {
    for (const [object, before] of this.#foreign) expect(await this.#state(object), titleOf(object)).toEqual(before);
    for (const { object } of this.#expected.values()) {
      expect(await this.#cluster.get(addressOf(object)), titleOf(object)).toBeDefined();
    }
    for (const object of this.#pruned.values()) {
      expect(await this.#cluster.get(addressOf(object)), titleOf(object)).toBeUndefined();
    }
  }

  /** What changes with an object. Controllers write the status of a Deployment, which changes its version as well. */
  async #state(object: ObjectToSend): Promise<object> {
    const { metadata } = (await this.#cluster.get(addressOf(object))) ?? { metadata: undefined };
    const { uid, resourceVersion, generation, labels } = fieldsOf(metadata);
    return object.kind === 'Deployment' ? { uid, generation, labels } : { uid, resourceVersion, labels };
  }
}

function isIn(service: string, services: RandomStep['services']): boolean {
  return services === undefined || services.some((each) => each === service);
}

function isNamespace({ object }: { readonly object: ObjectToSend }): boolean {
  return object.kind === 'Namespace';
}

function titleOf(object: ObjectToSend): string {
  const reference = referenceOf(object);
  return reference === undefined ? object.kind : formatReference(reference, { withNamespace: true });
}

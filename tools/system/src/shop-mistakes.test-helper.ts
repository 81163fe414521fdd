import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judgeStack, type ServiceBuild } from '@k8s-blocks/cli';
import type { Finding } from '@k8s-blocks/findings';
import { kustomizeBuilds } from '@k8s-blocks/kubectl';
import { fieldsOf, formatPath, formatReference } from '@k8s-blocks/manifest';
import { beforeAll, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { map } from '../../../examples/shop/src/map.ts';
import { changedAt, REMOVED, valuesIn } from './json.ts';

const TREES = fileURLToPath(new URL('../../../examples/shop/k8s', import.meta.url));

/** The environments of the shop in which mistakes are made. */
type ShopEnvironment = 'staging' | 'prod-eu';

/** One field of one built object, edited by hand. */
interface Edit {
  /** Kind and name: `Deployment stg-web`. */
  readonly object: string;
  /** A field that is there: `spec.ports[0].port`. */
  readonly field: string;
  /** What is written there; a function is given what was there. */
  readonly to: unknown;
}

/** Writes another value in a field; a function is given what was there. */
export function edit(object: string, field: string, to: unknown): Edit {
  return { object, field, to };
}

/** Removes a field. */
export function without(object: string, field: string): Edit {
  return { object, field, to: REMOVED };
}

/** Adds a field to a map. */
export function withField(object: string, map: string, name: string, value: unknown): Edit {
  return { object, field: map, to: (old: unknown) => ({ ...fieldsOf(old), [name]: value }) };
}

/** Removes an object. */
export function withoutObject(object: string): Edit {
  return { object, field: '', to: REMOVED };
}

/** A mistake in the YAML of the shop, and what `verify` has to say. */
export interface Mistake {
  /** In words, as the name of its test. */
  readonly mistake: string;
  readonly edits: readonly Edit[];
  readonly rule: string;
  /** The object of the finding, with its namespace: `Deployment stg-web in stg-web`. */
  readonly object: string;
  /** The field of the finding; absent if it is of the whole object. */
  readonly field?: string;
  /** A part of the problem. */
  readonly problem: string;
  /** A part of the remedy. */
  readonly remedy: string;
}

/** Tests that each mistake is found in an environment of the shop, and nothing in the shop as it is committed. */
export function itFinds(environment: ShopEnvironment, mistakes: readonly Mistake[]): void {
  let shop: readonly ServiceBuild[];
  beforeAll(async () => {
    shop = await builtShop(environment);
  });

  it(`finds none of them in ${environment} as it is committed`, () => {
    const found = judged(environment, shop).map(({ rule, object, field }) => ({ rule, object, field }));
    for (const { rule, object, field } of mistakes) expect(found).not.toContainEqual({ rule, object, field });
  });

  it.each(mistakes)('finds $mistake', ({ edits, rule, object, field, problem, remedy }) => {
    const found = judged(environment, edits.reduce(edited, shop));
    const shown = found.map((each) => [each.rule, each.object, each.field, each.problem, each.remedy]);
    const parts = [expect.stringContaining(problem), expect.stringContaining(remedy)];
    expect(shown).toContainEqual([rule, object, field, ...parts]);
  });
}

const builds = new Map<ShopEnvironment, Promise<readonly ServiceBuild[]>>();

/** What the real Kustomize builds of the committed shop: once for all test files that share a process. */
export function builtShop(environment: ShopEnvironment): Promise<readonly ServiceBuild[]> {
  const shop = builds.get(environment) ?? build(environment);
  builds.set(environment, shop);
  return shop;
}

async function build(environment: ShopEnvironment): Promise<readonly ServiceBuild[]> {
  const { namespaceName } = map.environments[environment];
  const services = map.servicesIn(environment).map(({ name, namespace }) => {
    const folder = join(TREES, name, 'overlays', environment);
    return { service: name, folder, namespaces: [namespaceName(namespace)] };
  });
  return (await kustomizeBuilds(services)).map(([{ service }, built]) => {
    if (built instanceof Error) throw built;
    const objects = parseAllDocuments(built.yaml).map((document): unknown => document.toJS());
    return { service, file: `${service}/kustomization.yaml`, objects };
  });
}

/** What is found in an environment of the shop. */
export function judged(environment: ShopEnvironment, shop: readonly ServiceBuild[]): readonly Finding[] {
  return judgeStack(map, { [environment]: shop }).findings;
}

/** The shop with one field of one object edited. Throws if there is no such object or field. */
function edited(shop: readonly ServiceBuild[], { object, field, to }: Edit): readonly ServiceBuild[] {
  let edits = 0;
  const after = shop.map((built) => ({
    ...built,
    objects: built.objects.flatMap((each) => {
      if (titleOf(each) !== object) return [each];
      const found = valuesIn(each).find(({ path }) => formatPath(path) === field);
      if (found === undefined) throw new Error(`${object} has no field ${field}.`);
      edits += 1;
      const changed = changedAt(each, found.path, typeof to === 'function' ? to(found.value) : to);
      return changed === REMOVED ? [] : [changed];
    }),
  }));
  if (edits !== 1) throw new Error(`There are ${edits} objects ${object}.`);
  return after;
}

function titleOf(object: unknown): string {
  const { kind, metadata } = fieldsOf(object);
  return formatReference({ kind: String(kind), name: String(fieldsOf(metadata).name) });
}

import type { Definitions } from '@k8s-blocks/custom-resources';
import type { RefusedChanges } from '@k8s-blocks/diff';
import { fieldsOf, servedKinds, textOf } from '@k8s-blocks/manifest';
import { readDefinitions } from '@k8s-blocks/read-manifests';

/** The definitions by which the custom resources among objects are judged; undefined if there are none. */
export type DefinitionsOf = (objects: readonly unknown[]) => Definitions | undefined;

/**
 * How the definitions of custom resources are found: among the objects that are judged together, and else in the folders of
 * `--schemas`. What judges by them is imported if there are some: most runs need none of it.
 *
 * @param objects all objects of the run.
 * @throws Refusal for a folder that cannot be read, or has no definition.
 */
export async function findDefinitions(objects: readonly unknown[], schemas: readonly string[]): Promise<DefinitionsOf> {
  const kinds = customKinds(objects);
  const given = (await Promise.all(schemas.map((folder) => readDefinitions(folder, kinds)))).flat();
  if (given.length === 0 && !objects.some(isDefinition)) return () => undefined;
  const { Definitions } = await import('@k8s-blocks/custom-resources');
  const fromSchemas = new Definitions(given);
  return (judged) => new Definitions(judged, fromSchemas);
}

/** What an API server refuses of changes by the definitions; undefined if there are none. */
export async function findRefusedChanges(
  objects: readonly unknown[],
  schemas: readonly string[],
): Promise<RefusedChanges | undefined> {
  const definitions = (await findDefinitions(objects, schemas))(objects);
  if (definitions === undefined) return undefined;
  const { transitionViolations } = await import('@k8s-blocks/custom-resources');
  return (before, after) => transitionViolations(definitions, before, after);
}

/** The kinds that are not of Kubernetes itself. */
function customKinds(objects: readonly unknown[]): ReadonlySet<string> {
  return new Set(
    objects.flatMap((object) => {
      const { apiVersion, kind } = fieldsOf(object);
      const isOwn = servedKinds(textOf(apiVersion) ?? '') !== undefined;
      return isOwn || typeof kind !== 'string' ? [] : [kind];
    }),
  );
}

function isDefinition(object: unknown): boolean {
  return fieldsOf(object).kind === 'CustomResourceDefinition';
}

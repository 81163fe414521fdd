import { join } from 'node:path';
import { STACK_POLICY_FILE } from '@k8s-blocks/policies';
import type { PlaceData, WantedPlace } from '@k8s-blocks/report';
import type { Environment, Stack } from '@k8s-blocks/topology';
import { environmentFolder } from '../environment-folder.ts';
import { relativeTo } from './relative-to.ts';
import { documentsOf, type WrittenObject, writtenObjects } from './written-objects.ts';
import { lineOfField } from './yaml-lines.ts';

/**
 * Finds where objects are written below the folder of the trees, by their names as they were built: in a file of base or of the
 * overlay; a field of which a patch of the overlay has its own value, in that patch.
 *
 * @param top the folder from which files are named.
 */
export function treePlaces(stack: Stack, root: string, top: string): (wanted: WantedPlace) => PlaceData | undefined {
  const known = new Map<string, readonly WrittenObject[]>();
  const writtenIn = (environment: string, service: string | undefined) => {
    const key = JSON.stringify([environment, service]);
    const folder = environmentFolder(root, service ?? '', environment);
    const found =
      known.get(key) ?? (service === undefined ? documentsOf(join(folder, STACK_POLICY_FILE)) : writtenObjects(folder));
    known.set(key, found);
    return found;
  };
  return ({ environment, service, kind, name, field }) => {
    const names = namesOf(stack.environments[environment], name);
    const own = writtenIn(environment, service).filter((each) => each.kind === kind && names.includes(each.name));
    return placeIn(own, field, top);
  };
}

/** How an object that was built may be called where it is written: Kustomize adds prefix and suffix. */
function namesOf(environment: Environment | undefined, name: string): readonly string[] {
  const { prefix = '', suffix = '' } = environment ?? {};
  const hasAffixes = name.length > prefix.length + suffix.length && name.startsWith(prefix) && name.endsWith(suffix);
  return hasAffixes ? [name, name.slice(prefix.length, name.length - suffix.length)] : [name];
}

function placeIn(written: readonly WrittenObject[], field: string | undefined, top: string): PlaceData | undefined {
  if (field !== undefined) {
    // Patches come first: a list of rules in one replaces that of base.
    for (const { file, block } of written) {
      const line = lineOfField(block, field);
      if (line !== undefined) return { file: relativeTo(top, file), line };
    }
  }
  const object = written.find(({ isPatch }) => !isPatch) ?? written[0];
  return object && { file: relativeTo(top, object.file), line: firstLine(object) };
}

/** The line of the object's apiVersion or kind, whichever is first: above it are comments. */
function firstLine({ block }: WrittenObject): number {
  const lines = ['apiVersion', 'kind'].flatMap((field) => lineOfField(block, field) ?? []);
  return Math.min(...lines, block.lines.length);
}

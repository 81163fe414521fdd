import { type Fault, type Faults, missing, quote } from '../fault.ts';
import type { Volume } from '../pod.ts';
import { podRule } from '../rule.ts';
import { downwardFileFaults, fileModeFaults, filePathFaults, keyToPathFaults } from '../volume-files.ts';

type Projection = NonNullable<NonNullable<Volume['projected']>['sources']>[number];

const shortestToken = 600;
const longestToken = 2 ** 32;

/**
 * Each source of a projected volume is one thing, and no two write the same file.
 * See https://kubernetes.io/docs/concepts/storage/projected-volumes/.
 */
export const projectedVolumes = podRule('projected-volumes', function* ({ spec, path }): Faults {
  for (const [index, { projected }] of (spec.volumes ?? []).entries()) {
    if (projected === undefined) continue;
    const place = `${path}.spec.volumes[${index}].projected`;
    const files = new Set<string>();
    yield* fileModeFaults(projected.defaultMode, `${place}.defaultMode`);
    for (const [at, source] of (projected.sources ?? []).entries()) {
      yield* sourceFaults(source, `${place}.sources[${at}]`);
      for (const file of filesOf(source)) {
        if (files.has(file)) yield twiceFault(file, `${place}.sources[${at}]`);
        files.add(file);
      }
    }
  }
});

function twiceFault(file: string, field: string): Fault {
  return {
    field,
    problem: `The file ${quote(file)} is written more than once.`,
    remedy: 'Give each file its own path.',
  };
}

/** The paths that are stated and compared; tokens are not among them. */
function filesOf({ secret, configMap, downwardAPI }: Projection): readonly string[] {
  return [secret, configMap, downwardAPI]
    .flatMap((source): readonly { readonly path?: string }[] => source?.items ?? [])
    .map(({ path = '' }) => path)
    .filter((path) => path !== '');
}

function* sourceFaults(source: Projection, path: string): Faults {
  const types = Object.keys(source).filter((type) => !gated.has(type));
  if (types.length > 1) {
    yield {
      field: path,
      problem: `The source is more than one thing: ${quote(types)}.`,
      remedy: 'Make several of it.',
    };
  }
  for (const type of ['secret', 'configMap'] as const) {
    const from = source[type];
    if (from === undefined) continue;
    if ((from.name ?? '') === '') yield missing(`${path}.${type}.name`, 'Name the object.');
    for (const [index, item] of (from.items ?? []).entries()) {
      yield* keyToPathFaults(item, `${path}.${type}.items[${index}]`);
    }
  }
  for (const [index, item] of (source.downwardAPI?.items ?? []).entries()) {
    yield* downwardFileFaults(item, `${path}.downwardAPI.items[${index}]`);
  }
  yield* tokenFaults(source.serviceAccountToken, `${path}.serviceAccountToken`);
}

/** Sources that the server drops unless a feature gate is open that is closed by default. */
const gated = new Set(['clusterTrustBundle', 'podCertificate']);

function* tokenFaults(token: Projection['serviceAccountToken'], path: string): Faults {
  if (token === undefined) return;
  const { expirationSeconds: seconds = 3600 } = token;
  if (seconds < shortestToken || seconds > longestToken) {
    const problem = `${seconds} is not from ${shortestToken} to ${longestToken} seconds.`;
    yield { field: `${path}.expirationSeconds`, problem, remedy: 'Give at least 10 minutes.' };
  }
  yield* filePathFaults(token.path ?? '', `${path}.path`);
}

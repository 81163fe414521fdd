import type { Volume } from '../pod.ts';
import { podRule } from '../rule.ts';
import { type FieldViolation, quote, required, type Violations } from '../violation.ts';
import {
  downwardFileViolations,
  fileModeViolations,
  filePathViolations,
  keyToPathViolations,
} from '../volume-files.ts';

type Projection = NonNullable<NonNullable<Volume['projected']>['sources']>[number];

const MIN_TOKEN_SECONDS = 600;
const MAX_TOKEN_SECONDS = 2 ** 32;

/**
 * Each source of a projected volume is of one type and complete, and no two write the same file.
 *
 * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/
 */
export const projectedVolumes = podRule('projected-volumes', function* ({ spec, path }): Violations {
  for (const [index, { projected }] of (spec.volumes ?? []).entries()) {
    if (projected === undefined) continue;
    const childPath = `${path}.volumes[${index}].projected`;
    const files = new Set<string>();
    yield* fileModeViolations(projected.defaultMode, `${childPath}.defaultMode`);
    for (const [at, source] of (projected.sources ?? []).entries()) {
      yield* sourceViolations(source, `${childPath}.sources[${at}]`);
      for (const file of filesOf(source)) {
        if (files.has(file)) yield duplicateViolation(file, `${childPath}.sources[${at}]`);
        files.add(file);
      }
    }
  }
});

function duplicateViolation(file: string, field: string): FieldViolation {
  return {
    field,
    problem: `The file ${quote(file)} is written more than once.`,
    remedy: 'Give each file its own path.',
  };
}

/** The paths that the server compares; tokens are not among them. */
function filesOf({ secret, configMap, downwardAPI }: Projection): readonly string[] {
  return [secret, configMap, downwardAPI]
    .flatMap((source): readonly { readonly path?: string }[] => source?.items ?? [])
    .map(({ path = '' }) => path)
    .filter((path) => path !== '');
}

function* sourceViolations(source: Projection, path: string): Violations {
  const types = Object.keys(source).filter((type) => !GATED_SOURCES.has(type));
  if (types.length > 1) {
    yield {
      code: 'FieldValueForbidden',
      field: path,
      problem: `The source is more than one thing: ${quote(types)}.`,
      remedy: 'Make several of it.',
    };
  }
  for (const type of ['secret', 'configMap'] as const) {
    const from = source[type];
    if (from === undefined) continue;
    if ((from.name ?? '') === '') yield required(`${path}.${type}.name`, 'Name the object.');
    for (const [index, item] of (from.items ?? []).entries()) {
      yield* keyToPathViolations(item, `${path}.${type}.items[${index}]`);
    }
  }
  for (const [index, item] of (source.downwardAPI?.items ?? []).entries()) {
    yield* downwardFileViolations(item, `${path}.downwardAPI.items[${index}]`);
  }
  yield* tokenViolations(source.serviceAccountToken, `${path}.serviceAccountToken`);
}

/** Sources that the server drops unless a feature gate is open that is closed by default. */
const GATED_SOURCES = new Set(['clusterTrustBundle', 'podCertificate']);

function* tokenViolations(token: Projection['serviceAccountToken'], path: string): Violations {
  if (token === undefined) return;
  const { expirationSeconds: seconds = 3600 } = token;
  if (seconds < MIN_TOKEN_SECONDS || seconds > MAX_TOKEN_SECONDS) {
    const problem = `${seconds} is not from ${MIN_TOKEN_SECONDS} to ${MAX_TOKEN_SECONDS} seconds.`;
    yield { field: `${path}.expirationSeconds`, problem, remedy: 'Give at least 10 minutes.' };
  }
  yield* filePathViolations(token.path ?? '', `${path}.path`);
}

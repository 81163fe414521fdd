import {
  type FieldPath,
  type Fields,
  formatObject,
  formatPath,
  hasSecretWords,
  isCollection,
  isFields,
  isStructured,
  type KubernetesObject,
  type SecretPlace,
  secretsIn,
  walk,
} from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';

/** What stands in a Secret that is committed. */
const PLACEHOLDER = /^REPLACE_WITH_[A-Z0-9_]+$/;

/**
 * What in an object is not for a repository, since what is emitted is committed: in a Secret, also in one in a List, in
 * any field or in a text, every value must be a placeholder. No problem repeats a value: if it is a real one, it must not
 * end up in a log.
 */
export async function realSecrets(object: KubernetesObject): Promise<readonly Problem[]> {
  const secrets = secretsIn(object);
  const problems = secrets.flatMap(problemsOf);
  const found = problems.length > 0 ? problems : await problemsOfTexts(object, secrets);
  return found.map((problem) => ({ object: formatObject(object, 'an object'), ...problem }));
}

function problemsOf({ secret, path }: SecretPlace): readonly Problem[] {
  return Object.entries(secret).flatMap(([field, value]): readonly Problem[] => {
    const place = [...path, field];
    if (value === undefined || (PLAIN_FIELDS.has(field) && !isCollection(value))) return [];
    if (field === 'metadata' && isFields(value)) return problemsOfMetadata(value, place);
    if ((field !== 'data' && field !== 'stringData') || !isFields(value)) return [unknownField(place)];
    return Object.entries(value).flatMap(([key, each]) => {
      const isPlaceholder = field === 'stringData' && typeof each === 'string' && PLACEHOLDER.test(each);
      return isPlaceholder || each === undefined ? [] : [realValue([...place, key])];
    });
  });
}

/** Fields of a Secret that hold no value of it. */
const PLAIN_FIELDS = new Set(['apiVersion', 'kind', 'type', 'immutable']);

function problemsOfMetadata(metadata: Fields, path: FieldPath): readonly Problem[] {
  return Object.entries(metadata).flatMap(([field, value]): readonly Problem[] => {
    const place = [...path, field];
    if (value === undefined || REFERENCES.has(field) || (NAMES.has(field) && !isCollection(value))) return [];
    if (field === 'labels' && isFields(value) && !Object.values(value).some(isCollection)) return [];
    if (field !== 'annotations' || !isFields(value)) return [unknownField(place)];
    return Object.hasOwn(value, LAST_APPLIED) ? [copyInAnnotation([...place, LAST_APPLIED])] : [];
  });
}

const NAMES = new Set(['name', 'namespace', 'generateName']);

/** Fields of metadata that name other things. */
const REFERENCES = new Set(['finalizers', 'ownerReferences']);

/** Where `kubectl apply` keeps a copy of the whole object. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** A text in an object, and the steps to it. */
interface PlacedText {
  readonly text: string;
  readonly path: FieldPath;
}

/** Secrets that are written as text, and copies of objects in annotations of Secrets. */
async function problemsOfTexts(object: object, secrets: readonly SecretPlace[]): Promise<readonly Problem[]> {
  const texts = manifestsIn(object);
  const annotations = secrets.flatMap(annotationsOf);
  if (texts.length + annotations.length === 0) return [];
  // Loaded late: hardly any object has such a text.
  const { parseYaml } = await import('@k8s-blocks/manifest/secret-text');
  return [
    ...annotations.filter(({ text }) => isCopy(text, parseYaml(text))).map(({ path }) => copyInAnnotation(path)),
    ...texts.filter(({ text }) => holdsRealSecret(text, parseYaml, 1)).map(({ path }) => realText(path)),
  ];
}

/** The texts in a value that may be manifests of Secrets; an escape may hide the word. */
function manifestsIn(value: unknown): readonly PlacedText[] {
  const found: PlacedText[] = [];
  walk(value, (text, path) => {
    if (typeof text === 'string' && isStructured(text) && /secret|\\[ux]/i.test(text))
      found.push({ text, path: [...path] });
  });
  return found;
}

function annotationsOf({ secret: { metadata }, path }: SecretPlace): readonly PlacedText[] {
  const annotations = isFields(metadata) && isFields(metadata.annotations) ? metadata.annotations : {};
  return Object.entries(annotations).flatMap(([key, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return /data|\\[ux]/i.test(text) ? [{ text, path: [...path, 'metadata', 'annotations', key] }] : [];
  });
}

/** Whether a text is an object with data, in whatever form; in doubt it is. */
function isCopy(text: string, documents: readonly unknown[] | undefined): boolean {
  let hasData = documents === undefined && hasSecretWords(text);
  walk(documents, (_, steps) => {
    hasData ||= /^(?:string)?data$/i.test(String(steps.at(-1)));
  });
  return hasData;
}

/** Manifests in texts in texts are looked for that deep. */
const MAX_DEPTH = 4;

function holdsRealSecret(
  text: string,
  parse: (text: string) => readonly unknown[] | undefined,
  depth: number,
): boolean {
  const documents = parse(text);
  if (secretsIn(documents).some((secret) => problemsOf(secret).length > 0)) return true;
  return depth < MAX_DEPTH && manifestsIn(documents).some((inner) => holdsRealSecret(inner.text, parse, depth + 1));
}

const REMEDY =
  'Write a placeholder such as REPLACE_WITH_REAL_KEY into stringData, and provide the real Secret in the cluster.';

function realValue(path: FieldPath): Problem {
  const problem = 'The value is not a placeholder, and would be committed.';
  return { field: formatPath(path), problem, remedy: REMEDY };
}

function realText(path: FieldPath): Problem {
  const problem = 'The text is a Secret with values that are not placeholders, and would be committed.';
  return { field: formatPath(path), problem, remedy: REMEDY };
}

function unknownField(path: FieldPath): Problem {
  const problem = 'This is not a field of a Secret that is for a repository: what is in it would be committed.';
  return { field: formatPath(path), problem, remedy: `Leave it out. ${REMEDY}` };
}

function copyInAnnotation(path: FieldPath): Problem {
  const problem = 'The annotation of a Secret holds a copy of an object with its data, which would be committed.';
  return { field: formatPath(path), problem, remedy: 'Leave it out: a copy may hold the values of the real Secret.' };
}

import {
  type FieldPath,
  type Fields,
  type FoundSecret,
  formatObject,
  formatPath,
  hasSecretWords,
  isCollection,
  isFields,
  isStructured,
  type KubernetesObject,
  secretsIn,
  walk,
} from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';

/** The value of a Secret that may be committed. */
const PLACEHOLDER = /^REPLACE_WITH_[A-Z0-9_]+$/;

/**
 * The values of Secrets in an object that are not placeholders: emitted files are committed, so none may be real. It finds
 * Secrets in Lists, in any field and in texts. The problems do not quote the values, which must not end up in a log.
 */
export async function realSecrets(object: KubernetesObject): Promise<readonly Problem[]> {
  const secrets = secretsIn(object);
  const problems = secrets.flatMap(problemsOf);
  const found = problems.length > 0 ? problems : await problemsOfTexts(object, secrets);
  return found.map((problem) => ({ object: formatObject(object, 'an object'), ...problem }));
}

function problemsOf({ secret, path }: FoundSecret): readonly Problem[] {
  if (path.length > 0 && isReference(secret)) return [];
  return Object.entries(secret).flatMap(([field, value]): readonly Problem[] => {
    const fieldPath = [...path, field];
    if (value === undefined || (PLAIN_FIELDS.has(field) && !isCollection(value))) return [];
    if (field === 'metadata' && isFields(value)) return problemsOfMetadata(value, fieldPath);
    if ((field !== 'data' && field !== 'stringData') || !isFields(value)) return [unknownField(fieldPath)];
    return Object.entries(value).flatMap(([key, each]) => {
      const isPlaceholder = field === 'stringData' && typeof each === 'string' && PLACEHOLDER.test(each);
      return isPlaceholder || each === undefined ? [] : [realValue([...fieldPath, key])];
    });
  });
}

/** The fields of references to a Secret: of the core API, of Gateway API, and of Flux. */
const REFERENCE_FIELDS = new Set([
  ...['apiVersion', 'group', 'kind', 'name', 'namespace', 'uid', 'resourceVersion', 'fieldPath'],
  ...['valuesKey', 'targetPath', 'optional'],
]);

/** Whether a value in an object names a Secret, and is none: `{ kind: Secret, name: tls }`. */
function isReference(secret: Fields): boolean {
  const fields = Object.entries(secret);
  return (
    typeof secret.name === 'string' && fields.every(([key, each]) => REFERENCE_FIELDS.has(key) && !isCollection(each))
  );
}

/** Fields of a Secret that are not secret. */
const PLAIN_FIELDS = new Set(['apiVersion', 'kind', 'type', 'immutable']);

function problemsOfMetadata(metadata: Fields, path: FieldPath): readonly Problem[] {
  return Object.entries(metadata).flatMap(([field, value]): readonly Problem[] => {
    const fieldPath = [...path, field];
    if (value === undefined || REFERENCES.has(field) || (NAMES.has(field) && !isCollection(value))) return [];
    if (field === 'labels' && isFields(value) && !Object.values(value).some(isCollection)) return [];
    if (field !== 'annotations' || !isFields(value)) return [unknownField(fieldPath)];
    return Object.hasOwn(value, LAST_APPLIED) ? [copyInAnnotation([...fieldPath, LAST_APPLIED])] : [];
  });
}

const NAMES = new Set(['name', 'namespace', 'generateName']);

/** Fields of metadata that refer to other objects or to controllers. */
const REFERENCES = new Set(['finalizers', 'ownerReferences']);

/** Where `kubectl apply` keeps a copy of the whole object. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** A text in an object, with its path. */
interface TextField {
  readonly text: string;
  readonly path: FieldPath;
}

/** Secrets that are written as text, and copies of objects in annotations of Secrets. */
async function problemsOfTexts(object: object, secrets: readonly FoundSecret[]): Promise<readonly Problem[]> {
  const texts = manifestsIn(object);
  const annotations = secrets.flatMap(annotationsOf);
  if (texts.length + annotations.length === 0) return [];
  // Loaded late: few objects have such a text, and it loads the YAML parser.
  const { parseYaml } = await import('@k8s-blocks/manifest/secret-text');
  return [
    ...annotations.filter(({ text }) => isCopy(text, parseYaml(text))).map(({ path }) => copyInAnnotation(path)),
    ...texts.filter(({ text }) => holdsRealSecret(text, parseYaml, 1)).map(({ path }) => realText(path)),
  ];
}

/** The texts in a value that may be manifests of Secrets. A text with escapes may be one, since they can hide the word. */
function manifestsIn(value: unknown): readonly TextField[] {
  const found: TextField[] = [];
  walk(value, (text, path) => {
    if (typeof text === 'string' && isStructured(text) && /secret|\\[ux]/i.test(text))
      found.push({ text, path: [...path] });
  });
  return found;
}

function annotationsOf({ secret: { metadata }, path }: FoundSecret): readonly TextField[] {
  const annotations = isFields(metadata) && isFields(metadata.annotations) ? metadata.annotations : {};
  return Object.entries(annotations).flatMap(([key, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return /data|\\[ux]/i.test(text) ? [{ text, path: [...path, 'metadata', 'annotations', key] }] : [];
  });
}

/** Whether a text is a copy of an object with data, as YAML or JSON. In doubt it says yes. */
function isCopy(text: string, documents: readonly unknown[] | undefined): boolean {
  let hasData = documents === undefined && hasSecretWords(text);
  walk(documents, (_, steps) => {
    hasData ||= /^(?:string)?data$/i.test(String(steps.at(-1)));
  });
  return hasData;
}

/** How deep manifests in texts within texts are looked for. */
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
  const problem = 'This is not a known field of a Secret: its value would be committed.';
  return { field: formatPath(path), problem, remedy: `Leave it out. ${REMEDY}` };
}

function copyInAnnotation(path: FieldPath): Problem {
  const problem = 'The annotation of a Secret holds a copy of an object with its data, which would be committed.';
  return { field: formatPath(path), problem, remedy: 'Leave it out: a copy may hold the values of the real Secret.' };
}

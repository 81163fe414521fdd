import { formatStep } from '@k8s-blocks/manifest';
import { decodedText } from '../base64.ts';
import type { Kinds } from '../kinds.ts';
import { ruleFor } from '../rule.ts';
import type { FieldViolation, Violations } from '../violation.ts';

type Secret = Kinds['Secret'];

const ACCOUNT_ANNOTATION = 'kubernetes.io/service-account.name';

/**
 * A Secret of a built-in type has the keys that the type requires.
 *
 * @example
 * apiVersion: v1
 * kind: Secret
 * type: kubernetes.io/tls
 * stringData: { tls.crt: "" } # without tls.key
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
 */
export const secretType = ruleFor('secret-type', 'Secret', function* (secret): Violations {
  switch (secret.type) {
    case 'kubernetes.io/service-account-token':
      if ((secret.metadata?.annotations?.[ACCOUNT_ANNOTATION] ?? '') === '') {
        const problem = `A Secret of type ${secret.type} has no annotation "${ACCOUNT_ANNOTATION}".`;
        const field = `metadata.annotations${formatStep(ACCOUNT_ANNOTATION)}`;
        yield { code: 'FieldValueRequired', field, problem, remedy: 'Name the ServiceAccount there.' };
      }
      break;
    case 'kubernetes.io/dockercfg':
      yield* jsonViolations(secret, '.dockercfg');
      break;
    case 'kubernetes.io/dockerconfigjson':
      yield* jsonViolations(secret, '.dockerconfigjson');
      break;
    case 'kubernetes.io/basic-auth':
      if (decodedValue(secret, 'username') === undefined) yield* missingKey(secret, 'password', 'username or password');
      break;
    case 'kubernetes.io/ssh-auth':
      if ((decodedValue(secret, 'ssh-privatekey') ?? '') === '')
        yield keyViolation(secret, 'ssh-privatekey', 'ssh-privatekey');
      break;
    case 'kubernetes.io/tls':
      yield* missingKey(secret, 'tls.crt', 'tls.crt');
      yield* missingKey(secret, 'tls.key', 'tls.key');
      break;
  }
});

function* jsonViolations(secret: Secret, key: string): Violations {
  const text = decodedValue(secret, key);
  if (text === undefined) yield keyViolation(secret, key, key);
  else if (!isJsonObject(text)) {
    const problem = `The value of "${key}" is not a JSON object.`;
    yield { field: `data${formatStep(key)}`, problem, remedy: "Give the content of Docker's configuration file." };
  }
}

function* missingKey(secret: Secret, key: string, wanted: string): Violations {
  if (decodedValue(secret, key) === undefined) yield keyViolation(secret, key, wanted);
}

function keyViolation({ type }: Secret, key: string, wanted: string): FieldViolation {
  const problem = `A Secret of type ${type} needs ${wanted}, and has none.`;
  return {
    code: 'FieldValueRequired',
    field: `data${formatStep(key)}`,
    problem,
    remedy: `Add ${wanted}, or leave the type out.`,
  };
}

/** The value of a key, decoded; undefined if neither `data` nor `stringData` has the key. */
function decodedValue({ data = {}, stringData = {} }: Secret, key: string): string | undefined {
  const text = Object.hasOwn(stringData, key) ? (stringData[key] ?? '') : undefined;
  return text ?? (Object.hasOwn(data, key) ? decodedText(data[key] ?? '') : undefined);
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return value === null || (typeof value === 'object' && !Array.isArray(value));
  } catch {
    return false;
  }
}

import { holdsSecret } from '@k8s-blocks/manifest';
import { SecretWords } from './secret-words.ts';

/**
 * Hides values of Secrets in text that was written about objects: servers quote values in errors and in warnings.
 *
 * @param objects those that the text may quote. Objects that hold no Secret cost nothing.
 * @returns a function from a text to the text without them.
 */
export function hideSecretsOf(objects: readonly unknown[]): (text: string) => string {
  let words: SecretWords | undefined;
  return (text) => {
    words ??= wordsOf(objects);
    return words.hideIn(text);
  };
}

function wordsOf(objects: readonly unknown[]): SecretWords {
  const words = new SecretWords();
  // JSON is YAML.
  for (const object of objects) if (holdsSecret(object)) words.addManifests(Buffer.from(JSON.stringify(object)));
  return words;
}

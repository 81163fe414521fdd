import { fieldsOf } from '../../reachability/manifest.ts';
import type { StackRule } from '../rule.ts';

const PLACEHOLDER = /^(REPLACE_WITH_|REPLACE_ME|CHANGE_?ME|TODO$|YOUR_)/i;

/** In production nothing stands for a value that somebody forgot to give. */
export const placeholderValue: StackRule = {
  name: 'placeholder-value',
  severity: 'error',
  *check({ production = false, texts, ofType }) {
    if (!production) return;
    const secrets = ofType('v1 Secret').flatMap((object) => [
      ...valuesOf(object.fields.stringData).map(([key, text]) => ({ object, field: `stringData.${key}`, text })),
      ...valuesOf(object.fields.data).map(([key, text]) => ({ object, field: `data.${key}`, text: decoded(text) })),
    ]);
    for (const { object, field, text } of [...texts, ...secrets]) {
      if (!PLACEHOLDER.test(text)) continue;
      yield {
        object,
        field,
        problem: `"${text.slice(0, 80)}" is a placeholder.`,
        why: 'The service starts with it, or fails when it first uses it.',
        remedy: 'Give the real value, from a Secret if it is one.',
      };
    }
  },
};

function valuesOf(map: unknown): readonly (readonly [string, string])[] {
  return Object.entries(fieldsOf(map)).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString();
}

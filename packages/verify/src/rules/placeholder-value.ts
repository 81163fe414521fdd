import { fieldsOf, formatStep, quote } from '@k8s-blocks/manifest';
import type { StackRule } from '../rule.ts';

const PLACEHOLDER = /^(?:REPLACE_WITH_|REPLACE_ME|CHANGE_?ME|TODO$|YOUR_)/i;

/**
 * In production no value is a placeholder. Of a value of a Secret only the beginning is quoted.
 *
 * Why: the service starts with it, or fails when it first uses it.
 *
 * @example
 * apiVersion: v1
 * kind: ConfigMap
 * data:
 *   LICENSE: CHANGE_ME
 */
export const placeholderValue: StackRule = {
  name: 'placeholder-value',
  severity: 'error',
  *check({ production = false, texts, ofType }) {
    if (!production) return;
    const secrets = ofType('v1 Secret').flatMap((object) => [
      ...valuesOf(object.secret?.stringData).map(([key, text]) => ({
        object,
        field: `stringData${formatStep(key)}`,
        text,
      })),
      ...valuesOf(object.secret?.data).map(([key, text]) => ({
        object,
        field: `data${formatStep(key)}`,
        text: decoded(text),
      })),
    ]);
    for (const { object, field, text } of [...texts, ...secrets]) {
      const [beginning] = PLACEHOLDER.exec(text) ?? [];
      if (beginning === undefined) continue;
      yield {
        object,
        field,
        problem:
          object.secret === undefined
            ? `${quote(text)} is a placeholder.`
            : `Its value begins with "${beginning}", as a placeholder does.`,
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

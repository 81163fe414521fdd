import { readFileSync } from 'node:fs';

/** The kinds of Kubernetes that a manifest can have, and the fields of their types. */
export interface KindTable {
  readonly kinds: readonly { readonly apiVersion: string; readonly kind: string; readonly type: string }[];
  /**
   * Name of a type to its fields: type to the names of the fields that have it. A type is `string`, `integer`, `number`,
   * `boolean`, `object` (anything), the name of another type, or a list (`[string]`) or a map (`{string}`) of one.
   */
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The kinds of Kubernetes 1.36, from its published OpenAPI document; see `record-kinds.ts` for how to update them. */
export const { kinds, types }: KindTable = JSON.parse(readFileSync(new URL('kinds.json', import.meta.url), 'utf8'));

import { quote } from '../violation.ts';
import { type SchemaProps, schemaIn } from './schema-props.ts';

/** What a path leads to: the schema of a field, and the names on the way; or why it leads nowhere. */
export interface FoundField {
  readonly schema?: SchemaProps;
  readonly names?: readonly string[];
  /** As a sentence. */
  readonly problem?: string;
}

/** A name after a dot, or quoted in brackets. */
const STEP = /^(?:\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\])/;

/**
 * Follows the path of a field: `.spec.replicas`, `.metadata.labels['a/b']`.
 *
 * @param brackets whether names in brackets are allowed.
 */
export function fieldAt(path: string, root: SchemaProps, { brackets }: { readonly brackets: boolean }): FoundField {
  const names: string[] = [];
  let schema = root;
  for (let rest = path; rest !== ''; ) {
    const [step, name, quoted] = STEP.exec(rest) ?? [];
    if (step === undefined || (quoted !== undefined && !brackets)) {
      return { problem: `${quote(path)} is not the path of a field, such as ".spec.replicas".` };
    }
    const key = name ?? quoted?.replaceAll(/\\(.)/g, '$1') ?? '';
    const next = propertyOf(schema, key);
    if (next === undefined) return { problem: `${quote(path)} leads to no field: there is no ${quote(key)}.` };
    schema = next;
    names.push(key);
    rest = rest.slice(step.length);
  }
  return { schema, names };
}

function propertyOf({ properties = {}, additionalProperties }: SchemaProps, key: string): SchemaProps | undefined {
  if (Object.hasOwn(properties, key)) return properties[key];
  return Object.keys(properties).length === 0 ? schemaIn(additionalProperties) : undefined;
}

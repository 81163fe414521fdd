/** What the tests of rules of CustomResourceDefinitions have in common: a definition that is right but for what a test changes. */

type Fields = Readonly<Record<string, unknown>>;

/** A definition of databases. */
export function definition(spec: Fields = {}, metadata: Fields = {}): Fields {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'databases.example.com', ...metadata },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'databases', kind: 'Database' },
      versions: [version()],
      ...spec,
    },
  };
}

/** A version of a definition, which is served and stored. */
export function version(fields: Fields = {}): Fields {
  return { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } }, ...fields };
}

/** A definition whose resources have a schema. */
export function definitionOf(schema: Fields, fields: Fields = {}): Fields {
  return definition({ versions: [version({ schema: { openAPIV3Schema: { type: 'object', ...schema } }, ...fields })] });
}

/** A definition whose resources have a spec of a schema. */
export function definitionOfSpec(schema: Fields): Fields {
  return definitionOf({ properties: { spec: schema } });
}

import { describe, expect, it } from 'vitest';
import { definition, definitionOf, version } from '../custom-schema/testing.ts';
import { violatingFields } from '../testing.ts';

const rule = 'custom-resource-version';
const fieldsOf = (fields: object) =>
  violatingFields(rule, definition({ versions: [version({ ...fields })] })).map((field) =>
    field?.replace('spec.versions[0].', ''),
  );

describe('a version of a CustomResourceDefinition', () => {
  it('has columns whose paths begin with a dot', () => {
    const columns = [{ name: 'Size', type: 'integer', jsonPath: 'spec.size' }];
    expect(fieldsOf({ additionalPrinterColumns: columns })).toEqual(['additionalPrinterColumns[0].jsonPath']);
  });

  it('scales by a field of spec, and says in status how far it is', () => {
    const scale = { specReplicasPath: '.status.n', statusReplicasPath: '.status.n', labelSelectorPath: '.a' };
    expect(fieldsOf({ subresources: { scale } })).toEqual([
      'subresources.scale.specReplicasPath',
      'subresources.scale.labelSelectorPath',
    ]);
  });

  it('warns of its deprecation if it is deprecated, in one line', () => {
    expect(fieldsOf({ deprecationWarning: 'Use v2.' })).toEqual(['deprecationWarning']);
    expect(fieldsOf({ deprecated: true, deprecationWarning: 'Use\nv2.' })).toEqual(['deprecationWarning']);
    expect(fieldsOf({ deprecated: true, deprecationWarning: 'Nimm v2 – ab 2027.' })).toEqual([]);
  });

  it('selects by fields that there are, and that are no objects', () => {
    const properties = {
      metadata: { type: 'object' },
      spec: {
        type: 'object',
        properties: { size: { type: 'integer' }, list: { type: 'array', items: { type: 'string' } } },
      },
    };
    const selecting = (...paths: readonly string[]) =>
      violatingFields(
        rule,
        definitionOf({ properties }, { selectableFields: paths.map((jsonPath) => ({ jsonPath })) }),
      );
    expect(selecting('.spec.size')).toEqual([]);
    expect(selecting('.spec.sizes', '.spec.list', 'spec.size', '.metadata.name')).toHaveLength(4);
  });
});

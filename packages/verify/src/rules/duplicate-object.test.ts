import { describe, expect, it } from 'vitest';
import { found, object, shop } from '../testing.ts';

describe('an object', () => {
  it('is built once', () => {
    expect(found('duplicate-object', [...shop, object('v1', 'Service', 'mall', 'shop')])).toEqual([
      'Service shop in mall › metadata.name',
    ]);
  });
  it('may have a name that another kind, or namespace, has too', () => {
    const others = [object('v1', 'ConfigMap', 'mall', 'shop'), object('v1', 'Service', 'bank', 'shop')];
    expect(found('duplicate-object', [...shop, ...others])).toEqual([]);
  });
  it('of one group is the same in another version of it', () => {
    const older = object('apps/v1beta1', 'Deployment', 'mall', 'shop');
    expect(found('duplicate-object', [...shop, older])).toHaveLength(1);
  });
});

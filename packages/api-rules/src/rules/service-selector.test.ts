import { describe, expect, it } from 'vitest';
import { faultyFields, service } from '../testing.ts';

describe('the selector of a Service', () => {
  it('asks for labels that there can be', () => {
    expect(faultyFields('service-selector', service({ selector: { app: 'a b' } }))).toEqual(['spec.selector.app']);
  });
});

import { describe, expect, it } from 'vitest';
import { service, violatingFields } from '../testing.ts';

describe('the selector of a Service', () => {
  it('asks for labels that there can be', () => {
    expect(violatingFields('service-selector', service({ selector: { app: 'a b' } }))).toEqual(['spec.selector.app']);
  });
});

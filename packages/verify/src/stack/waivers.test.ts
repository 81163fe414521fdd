import { describe, expect, it } from 'vitest';
import type { Finding } from '../finding.ts';
import { applyWaivers } from './index.ts';

const finding: Finding = { rule: 'blocked-drain', severity: 'warning', object: 'Deployment web in shop', problem: 'x' };

describe('a waiver', () => {
  it('takes a finding out of the others, with its reason', () => {
    const other = { ...finding, object: 'Deployment web in bank' };
    expect(apply({ 'k8s-blocks/waive-blocked-drain': 'it is a test system' }, [finding, other])).toEqual({
      findings: [other],
      waived: [{ finding, reason: 'it is a test system' }],
    });
  });

  it('is for findings on single objects too, which do not say the namespace', () => {
    const own: Finding = { rule: 'probes', severity: 'error', object: 'Deployment web', problem: 'x' };
    expect(apply({ 'k8s-blocks/waive-probes': 'why' }, [own]).findings).toEqual([]);
  });

  it('says why', () => {
    expect(apply({ 'k8s-blocks/waive-blocked-drain': ' ' }, [finding])).toMatchObject({
      findings: [finding, { rule: 'waiver', severity: 'error', problem: 'It does not say why.' }],
      waived: [],
    });
  });

  it('names a rule that exists', () => {
    expect(apply({ 'k8s-blocks/waive-blocked-drains': 'why' }, [finding])).toMatchObject({
      findings: [finding, { rule: 'waiver', severity: 'error', object: 'Deployment web in shop' }],
    });
  });

  it('is a warning where it waives nothing', () => {
    expect(apply({ 'k8s-blocks/waive-blocked-drain': 'why' }, []).findings).toMatchObject([
      { rule: 'waiver', severity: 'warning', field: 'metadata.annotations["k8s-blocks/waive-blocked-drain"]' },
    ]);
  });
});

function apply(annotations: Record<string, string>, findings: readonly Finding[]) {
  const metadata = { name: 'web', namespace: 'shop', annotations };
  return applyWaivers([{ apiVersion: 'apps/v1', kind: 'Deployment', metadata }], findings);
}

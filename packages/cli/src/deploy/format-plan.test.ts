import type { ObjectComparison } from '@k8s-blocks/deploy';
import { compareBuilds } from '@k8s-blocks/diff';
import { describe, expect, it } from 'vitest';
import { formatPlan } from './format-plan.ts';
import type { Plan } from './plan.ts';

const secret = (value: string, extra: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'keys', namespace: 'shop' },
  data: { TOKEN: Buffer.from(value).toString('base64'), ...extra },
});
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };

function planOf(services: Readonly<Record<string, readonly ObjectComparison[]>>): Plan {
  const all = Object.values(services).flat();
  const difference = compareBuilds(
    all.flatMap(({ live }) => live ?? []),
    all.flatMap(({ wanted }) => wanted ?? []),
  );
  const leftOver = { toDelete: [], kept: [] };
  return { services: new Map(Object.entries(services)), ofStack: [], leftOver, members: [], difference };
}

const text = (plan: Plan, waves: readonly (readonly string[])[]) => {
  const deployment = {
    ofStack: [],
    others: [],
    waves: waves.map((wave) => wave.map((name) => ({ name, objects: [] }))),
  };
  return formatPlan(plan, deployment, { color: false, prune: false });
};

describe('a plan', () => {
  it('has a line for each service, in waves', () => {
    const created: ObjectComparison = { object: namespace, outcome: 'create', wanted: namespace };
    const same: ObjectComparison = { object: namespace, outcome: 'unchanged', live: namespace, wanted: namespace };
    const plan = planOf({ ledger: [same], shop: [created, same], web: [created] });
    expect(text(plan, [['ledger', 'shop'], ['web']])).toBe(
      '  1  ledger  nothing changes (1)\n     shop    creates 1, 1 unchanged\n  2  web     creates 1',
    );
  });

  it('names the fields that change, and no value of a Secret', () => {
    const [live, wanted] = [secret('hunter2'), secret('opensesame', { OTHER: 'bmV3' })];
    const plan = planOf({ shop: [{ object: wanted, outcome: 'change', live, wanted }] });
    const shown = text(plan, [['shop']]);
    expect(shown).toContain('\n  changes Secret keys in shop: data.TOKEN, data.OTHER');
    for (const value of ['hunter2', 'opensesame', live.data.TOKEN, wanted.data.TOKEN, 'bmV3']) {
      expect(shown).not.toContain(value);
    }
  });
});

import { judgeStack } from '@k8s-blocks/cli';
import { report } from '@k8s-blocks/findings';
import { fieldsOf } from '@k8s-blocks/manifest';
import { system } from '@k8s-blocks/stack';
import { describe, expect, it } from 'vitest';
import { committedBuilds } from './committed-builds.ts';

const builds = await committedBuilds();

describe('the builds of what is committed', () => {
  it('are those of each service in each environment', () => {
    const files = Object.values(builds).flatMap((services) => services.map(({ file }) => file));
    expect(new Set(files).size).toBe(system.startOrder.length * 3);
    expect(files.length).toBeGreaterThanOrEqual(12);
  });

  it('have no finding, but for the one pod that budgets keep in base and staging', () => {
    const { findings, waived } = judgeStack(system, builds);
    expect(findings).toEqual([]);
    const reason = 'One pod stays up also where it is the only one: whoever drains its node deletes it by hand.';
    const expected = ['', '-staging'].flatMap((suffix) =>
      ['agent-society in agent-society', 'agent-runtime in agent-runtime-core', 'connector in agent-runtime'].map(
        (name) => [
          suffix === '' ? 'base' : 'staging',
          'blocked-drain',
          `PodDisruptionBudget ${name.replace(' in ', `${suffix} in `)}${suffix}`,
          reason,
        ],
      ),
    );
    const rows = waived.map(({ finding, reason }) => [finding.environment, finding.rule, finding.object, reason]);
    expect(rows).toEqual(expect.arrayContaining(expected));
    for (const [environment, rule, , why] of rows) {
      expect([environment, rule, why]).toEqual([expect.stringMatching(/^(base|staging)$/), 'blocked-drain', reason]);
    }
  });

  it('are reported without the policies of three services as three errors, with what follows from each', () => {
    const services = new Set(['agent-society', 'agent-runtime', 'connector']);
    const isPolicy = (object: unknown) => fieldsOf(object).kind === 'NetworkPolicy';
    const open = Object.fromEntries(
      Object.entries(builds).map(([environment, each]) => {
        const judged = each.map(({ objects, ...build }) => {
          return { ...build, objects: objects.filter((object) => !services.has(build.service) || !isPolicy(object)) };
        });
        return [environment, judged];
      }),
    );
    const judged = judgeStack(system, open);
    expect(judged.findings.length).toBeGreaterThan(3 * services.size);
    const text = report(judged, 'text');
    expect(text.match(/^error .*$/gm)).toEqual(Array(services.size).fill('error unisolated-workload'));
    expect(text.match(/^ {2}\S+ › in base, staging and production › /gm)).toHaveLength(services.size);
    expect(text.match(/^ {2}And \d+ that follow: shared-traffic\.$/gm)).toHaveLength(services.size);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Finding, foldFindings, report } from '../index.ts';

function finding(parts: Partial<Finding> = {}): Finding {
  return { rule: 'image-tag', severity: 'error', code: 'image-tag', problem: 'The image has no tag.', ...parts };
}

/** An object of a namespace. */
function inObject(name: string, parts: Partial<Finding> = {}): Finding {
  const reference = { group: 'apps', kind: 'Deployment', namespace: 'shop', name };
  return finding({ object: `Deployment ${name} in shop`, reference, ...parts });
}

/** The suffix of each environment, as the command knows it. */
const namesInBase = new Map(
  ['dev', 'staging', 'prod'].map((name) => [name, (text: string) => text.replaceAll(`-${name}`, '')] as const),
);

function inEnvironments(names: readonly string[], parts: (name: string) => Partial<Finding> = () => ({})): Finding[] {
  return names.map((environment) => {
    const object = `Deployment web-${environment} in shop-${environment}`;
    return finding({ service: 'shop', environment, object, ...parts(environment) });
  });
}

function textOf(findings: readonly Finding[], options: { readonly verbose?: boolean } = {}): string {
  return report({ findings, waived: [], namesInBase }, 'text', options);
}

describe('the same finding in several environments', () => {
  it('is said once, with their names, where nothing but names of the environments differs', () => {
    const findings = inEnvironments(['dev', 'staging', 'prod'], (name) => ({
      file: `k8s/shop/overlays/${name}/kustomization.yaml`,
      field: 'spec.replicas',
      problem: `There is no Service web-${name} in shop-${name}.`,
    }));
    expect(textOf(findings)).toBe(
      [
        'error image-tag',
        '  shop › in dev, staging and prod › k8s/shop/overlays/dev/kustomization.yaml › Deployment web-dev in shop-dev › spec.replicas',
        '  There is no Service web-dev in shop-dev.',
        '',
        '2 findings are the same elsewhere, alike, or follow from another: --verbose shows each in full.',
        '',
        '3 errors, 0 warnings, 0 waived',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['the problem', (name: string) => ({ problem: name === 'dev' ? 'It is 1.' : 'It is 2.' })],
    ['the field', (name: string) => ({ field: name === 'dev' ? 'spec.a' : 'spec.b' })],
    ['the severity', (name: string) => ({ severity: name === 'dev' ? ('error' as const) : ('warning' as const) })],
    ['the object', (name: string) => ({ object: name === 'dev' ? 'Deployment web-dev' : 'Deployment api-prod' })],
  ])('is said twice where %s differs', (_, parts) => {
    expect(foldFindings(inEnvironments(['dev', 'prod'], parts), namesInBase).flat()).toHaveLength(2);
  });

  it('is not that of an object that has a name of base in one of them', () => {
    const findings = [
      ...inEnvironments(['dev']),
      finding({ service: 'shop', environment: 'dev', object: 'Deployment web in shop' }),
    ];
    expect(foldFindings(findings, namesInBase).flat()).toHaveLength(2);
  });

  it('says each reason why it matters', () => {
    const findings = ['sales', 'sums', 'sales'].map((why) =>
      inObject('web', { why: `Then this does not work: ${why}.` }),
    );
    expect(textOf(findings)).toContain(
      '  Why: Then this does not work: sales. Then this does not work: sums.\n  And 2 more of the same.\n',
    );
  });
});

describe('the same finding in several files', () => {
  it('is said once, with the files', () => {
    const findings = ['a', 'b', 'c'].map((name) => inObject('web', { file: `${name}.yaml`, line: 3 }));
    expect(textOf(findings)).toContain('  The image has no tag.\n  And 2 more of the same: b.yaml:3, c.yaml:3.\n');
  });
});

describe('the same problem of several files', () => {
  it('is said once, with the files', () => {
    const findings = ['a', 'b'].map((name) => finding({ rule: 'unreadable', file: `${name}.yaml` }));
    expect(textOf(findings)).toContain('  a.yaml\n  The image has no tag.\n  And 1 more of the same: b.yaml.\n');
  });
});

describe('findings that are alike', () => {
  it('are a block each where they are few errors', () => {
    expect(textOf(['a', 'b', 'c'].map((name) => inObject(name))).match(/^error /gm)).toHaveLength(3);
  });

  it('are one block where they are many, with the first objects and the number of the others', () => {
    const findings = Array.from({ length: 100 }, (_, index) => inObject(`web-${index}`));
    const text = textOf(findings);
    expect(text.match(/^error /gm)).toHaveLength(1);
    expect(text).toContain(
      '  And 99 like it: Deployment web-1 in shop, Deployment web-2 in shop, Deployment web-3 in shop and 96 others.\n',
    );
    expect(text).toContain('\n100 errors, 0 warnings, 0 waived\n');
  });

  it('have a line each where they say more than the first', () => {
    const findings = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) =>
      inObject(name, { field: 'spec.x', problem: `There is no Secret key-of-${name} in shop.` }),
    );
    expect(textOf(findings)).toContain(
      [
        '  There is no Secret key-of-a in shop.',
        '  And 5 like it:',
        '    Deployment b in shop › spec.x: There is no Secret key-of-b in shop.',
        '    Deployment c in shop › spec.x: There is no Secret key-of-c in shop.',
        '    Deployment d in shop › spec.x: There is no Secret key-of-d in shop.',
        '    and 2 others.',
        '',
      ].join('\n'),
    );
  });

  it('do not hide an error that is of another rule, or says something else', () => {
    const many = Array.from({ length: 100 }, (_, index) => inObject(`web-${index}`, { severity: 'warning' }));
    const others = [inObject('web-7'), inObject('web-7', { problem: 'The image is not found.' })];
    expect(textOf([...many, ...others]).match(/^(error|warning) /gm)).toEqual(['error ', 'error ', 'warning ']);
  });
});

describe('what follows from a finding', () => {
  const fact = { key: 'isolation of web' };
  const cause = inObject('web', { rule: 'unisolated-workload', environment: 'dev', breaks: [fact] });
  const effect = (parts: Partial<Finding> = {}) =>
    inObject('api', { rule: 'shared-traffic', environment: 'dev', dueTo: [fact], ...parts });

  it('is counted under it, by its rules', () => {
    const effects = [effect(), effect({ rule: 'shared-address' }), effect({ field: 'spec.a' })];
    expect(textOf([...effects, cause])).toContain('  And 3 that follow: 2 shared-traffic, 1 shared-address.\n');
    expect(textOf([cause, effect()])).toContain('  And 1 that follows: shared-traffic.\n');
  });

  it('is not, where the fact is one of another environment, or the cause is less severe', () => {
    expect(foldFindings([cause, effect({ environment: 'prod' })]).flat()).toHaveLength(2);
    expect(foldFindings([{ ...cause, severity: 'warning' }, effect()]).flat()).toHaveLength(2);
  });

  it('may be in another environment than the cause', () => {
    const there = effect({ environment: 'prod', dueTo: [{ ...fact, environment: 'dev' }] });
    expect(foldFindings([cause, there]).flat()).toMatchObject([{ finding: cause, following: [there] }]);
  });

  it('is under the first cause of a chain, and never under itself', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((key) => ({ key }));
    if (a === undefined || b === undefined || c === undefined) throw new Error('There are three facts.');
    const chain = [
      inObject('x', { breaks: [c], dueTo: [b] }),
      inObject('y', { breaks: [b], dueTo: [a] }),
      inObject('z', { breaks: [a] }),
    ];
    expect(foldFindings(chain).flat()).toMatchObject([{ finding: chain[2], following: [chain[0], chain[1]] }]);
    const circle = [inObject('x', { breaks: [a], dueTo: [b] }), inObject('y', { breaks: [b], dueTo: [a] })];
    expect(foldFindings(circle).flat()).toHaveLength(1);
    expect(foldFindings([inObject('x', { breaks: [a], dueTo: [a] })]).flat()).toHaveLength(1);
  });
});

describe('what matters most comes first', () => {
  it('errors before warnings before notices; what cannot be read, and what a server refuses, before the rest', () => {
    const findings = [
      inObject('a', { severity: 'notice', rule: 'note' }),
      inObject('b', { severity: 'warning', rule: 'warn' }),
      inObject('c', { rule: 'between' }),
      inObject('d', { rule: 'cause', breaks: [{ key: 'x' }] }),
      inObject('e', { rule: 'effect', dueTo: [{ key: 'x' }] }),
      inObject('f', { rule: 'fields', code: 'UnknownField' }),
      finding({ rule: 'unreadable', file: 'a.yaml' }),
    ];
    const inOrder = ['unreadable', 'fields', 'cause', 'between', 'warn', 'note'];
    expect(foldFindings(findings).map(([first]) => first?.finding.rule)).toEqual(inOrder);
    expect(textOf(findings, { verbose: true }).match(/^\w+ \S+$/gm)?.[0]).toBe('error unreadable');
  });
});

describe('whatever is found', () => {
  const word = fc.constantFrom('a', 'b', 'web', 'web-dev', 'x y', '"q" 1', 'A b in c');
  const facts = fc.array(fc.constantFrom({ key: 'x' }, { key: 'y' }, { key: 'z', environment: 'dev' }), {
    maxLength: 2,
  });
  const findings = fc.array(
    fc.record(
      {
        rule: fc.constantFrom('one', 'two'),
        severity: fc.constantFrom('error' as const, 'warning' as const, 'notice' as const),
        code: word,
        environment: fc.constantFrom('dev', 'staging'),
        file: fc.constantFrom('a.yaml', 'b.yaml'),
        object: word,
        field: word,
        problem: word,
        why: word,
        remedy: word,
        breaks: facts,
        dueTo: facts,
      },
      { requiredKeys: ['rule', 'severity', 'code', 'problem'] },
    ),
  );

  it('each finding is in one place of what is folded', () => {
    fc.assert(
      fc.property(findings, (all) => {
        const placed = foldFindings(all, namesInBase)
          .flat()
          .flatMap(({ finding, elsewhere, following }) => [finding, ...elsewhere, ...following]);
        expect(placed).toHaveLength(all.length);
        expect(new Set(placed)).toEqual(new Set(all));
      }),
    );
  });

  it('each finding is shown or counted in the text', () => {
    fc.assert(
      fc.property(findings, (all) => {
        const text = textOf(all);
        const blocks = text.match(/^(error|warning|notice) /gm)?.length ?? 0;
        const counted = [...text.matchAll(/^ {2}And (\d+) (?:like|more|that)/gm)].map(([, count]) => Number(count));
        const environments = [...text.matchAll(/in dev and staging/g)].length;
        const sum = blocks + counted.reduce((total, count) => total + count, 0);
        expect(sum).toBeLessThanOrEqual(all.length);
        expect(sum + environments).toBeGreaterThanOrEqual(all.length);
      }),
    );
  });

  it('the verbose text has all that the JSON has', () => {
    fc.assert(
      fc.property(findings, (all) => {
        const text = textOf(all, { verbose: true });
        for (const { rule, severity, object = '', field = '', problem, why = '', remedy = '' } of all) {
          expect(text).toContain(`${severity} ${rule}\n`);
          for (const part of [object, field, problem, why, remedy]) expect(text).toContain(part);
        }
        expect(text.match(/^(error|warning|notice) /gm) ?? []).toHaveLength(all.length);
      }),
    );
  });
});

import { formatReference, referenceOf } from '@k8s-blocks/manifest';
import { describe, expect, it } from 'vitest';
import { applyWaivers, type Finding, type LocatedObject, locate } from './index.ts';

const RULES = new Set(['blocked-drain', 'image-tag', 'probes']);
const IMAGE = 'spec.template.spec.containers[0].image';
const WAIVE = 'k8s-blocks/waive-image-tag';

function deployment(namespace: string, annotations: Readonly<Record<string, string>> = {}) {
  const containers = ['example.com/web:latest', 'example.com/proxy:latest'].map((image) => ({ image }));
  const metadata = { name: 'web', namespace, annotations };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { spec: { containers } } } };
}

/** A finding in an object. */
function finding({ object, document }: LocatedObject, field = IMAGE, rule = 'image-tag'): Finding {
  const reference = referenceOf(object);
  if (reference === undefined) throw new Error('The object has no name.');
  const title = formatReference(reference, { withNamespace: true });
  return { rule, code: rule, severity: 'warning', document, reference, object: title, field, problem: 'x' };
}

/** What is left of the findings in the objects. */
function left(objects: readonly LocatedObject[], findings: readonly Finding[]) {
  return applyWaivers(objects, findings, RULES).findings;
}

describe('a waiver', () => {
  it('takes a finding out of the others, with its reason', () => {
    const [web, ...others] = locate([deployment('shop', { [WAIVE]: 'A test system.' })]);
    if (web === undefined) throw new Error('There is an object.');
    expect(applyWaivers([web, ...others], [finding(web)], RULES)).toEqual({
      findings: [],
      waived: [{ finding: finding(web), reason: 'A test system.' }],
    });
  });

  it('holds for its own object alone, of two Deployments of one name in two namespaces', () => {
    const objects = locate([deployment('shop', { [WAIVE]: 'why' }), deployment('bank')]);
    expect(
      left(
        objects,
        objects.map((each) => finding(each)),
      ),
    ).toMatchObject([{ object: 'Deployment web in bank' }]);
  });

  it('holds for its own document alone, of two that hold one object', () => {
    const objects = locate([deployment('shop'), deployment('shop', { [WAIVE]: 'why' })]);
    expect(
      left(
        objects,
        objects.map((each) => finding(each)),
      ),
    ).toMatchObject([{ document: '#0' }]);
  });

  it('holds for an object of another group neither, whose kind and name are the same', () => {
    const other = { ...deployment('shop'), apiVersion: 'example.com/v1' };
    const objects = locate([{ kind: 'List', items: [deployment('shop', { [WAIVE]: 'why' }), other] }]);
    const findings = [deployment('shop'), other].map((object) => finding({ object, document: '#0' }));
    expect(left(objects, findings)).toMatchObject([{ reference: { group: 'example.com' } }]);
  });

  it('holds for one field alone, and what is in it, where it names one', () => {
    const [web] = locate([deployment('shop', { [WAIVE]: `field ${IMAGE}: It is pinned by its operator.` })]);
    if (web === undefined) throw new Error('There is an object.');
    const beside = finding(web, 'spec.template.spec.containers[0].imagePullPolicy');
    const { findings, waived } = applyWaivers([web], [finding(web), beside, finding(web, `${IMAGE}.tag`)], RULES);
    expect(findings).toEqual([beside]);
    expect(waived.map(({ reason }) => reason)).toEqual(Array(2).fill('It is pinned by its operator.'));
  });

  it('holds for one value alone where it names one, in each field that has it', () => {
    const [web] = locate([deployment('shop', { [WAIVE]: 'value "example.com/proxy:latest": Built anew each night.' })]);
    if (web === undefined) throw new Error('There is an object.');
    const proxy = finding(web, 'spec.template.spec.containers[1].image');
    expect(left([web], [finding(web), proxy])).toEqual([finding(web)]);
  });

  it('names several fields and values, each in a line with its reason', () => {
    const lines = [`field ${IMAGE}: One.`, 'value "example.com/proxy:latest": Two.'];
    const [web] = locate([deployment('shop', { [WAIVE]: `${lines.join('\n')}\n` })]);
    if (web === undefined) throw new Error('There is an object.');
    const { waived } = applyWaivers([web], [finding(web), finding(web, IMAGE.replace('0', '1'))], RULES);
    expect(waived.map(({ reason }) => reason)).toEqual(['One.', 'Two.']);
  });

  it('is a warning where a line of it names what the rule finds nothing at', () => {
    const [web] = locate([deployment('shop', { [WAIVE]: `field ${IMAGE}: One.\nfield spec.other: Two.` })]);
    if (web === undefined) throw new Error('There is an object.');
    expect(left([web], [finding(web)])).toMatchObject([{ rule: 'waiver', severity: 'warning', code: 'unused-waiver' }]);
  });

  it('gives a reason', () => {
    const [web] = locate([deployment('shop', { [WAIVE]: ' ' })]);
    if (web === undefined) throw new Error('There is an object.');
    expect(left([web], [finding(web)])).toMatchObject([
      finding(web),
      { rule: 'waiver', severity: 'error', problem: 'It gives no reason.' },
    ]);
  });

  it('names a rule that exists', () => {
    const objects = locate([deployment('shop', { 'k8s-blocks/waive-image-tags': 'why' })]);
    expect(left(objects, [])).toMatchObject([{ rule: 'waiver', severity: 'error', object: 'Deployment web in shop' }]);
  });

  it('is a warning where it waives nothing', () => {
    expect(left(locate([deployment('shop', { [WAIVE]: 'why' })]), [])).toMatchObject([
      { rule: 'waiver', severity: 'warning', field: `metadata.annotations["${WAIVE}"]` },
    ]);
  });

  it('does not name values of a Secret', () => {
    const annotations = { [WAIVE]: 'value "dmFsdWU=": why' };
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'keys', annotations },
      data: { a: 'dmFsdWU=' },
    };
    const [keys] = locate([secret]);
    if (keys === undefined) throw new Error('There is an object.');
    expect(left([keys], [finding(keys, 'data.a')])).toMatchObject([{ rule: 'image-tag' }, { rule: 'waiver' }]);
  });
});

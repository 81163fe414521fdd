import { comment, commentKeys } from '@k8s-blocks/comments';
import type { Layer } from '@k8s-blocks/kustomize';
import { describe, expect, it } from 'vitest';
import { shareObjectsOfBase } from './share-objects-of-base.ts';

const configMap = () =>
  comment('What it is for.', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'payments' },
    binaryData: {},
    data: commentKeys({ LEVEL: 'info', PORTS: '80' }, { LEVEL: 'Why.' }),
  });

/** The object of an environment where base has the object as it is, and whether it is base's own. */
function inEnvironment(object: ReturnType<typeof configMap>) {
  const layer = (file: string, each: object): Layer => ({
    namespace: 'payments',
    files: { [file]: { objects: [each as never] } },
  });
  const base = layer('configmap.yaml', configMap());
  const { staging } = shareObjectsOfBase({ base, staging: layer('configmap.yaml', object) });
  const [own] = staging?.files['configmap.yaml']?.objects ?? [];
  return { own, isOfBase: own === base.files['configmap.yaml']?.objects[0] };
}

describe('an object of an environment', () => {
  it('is base’s own where it is written alike', () => {
    expect(inEnvironment(configMap()).isOfBase).toBe(true);
  });

  it.each<[string, object]>([
    ['a value', { data: { LEVEL: 'debug', PORTS: '80' } }],
    ['a type', { data: commentKeys({ LEVEL: 'info', PORTS: 80 }, { LEVEL: 'Why.' }) }],
    ['a key more', { immutable: true }],
    ['a key that is undefined', { immutable: undefined }],
    ['a key less', { data: commentKeys({ LEVEL: 'info' }, { LEVEL: 'Why.' }) }],
    ['a list in the place of a map', { binaryData: [] }],
    ['the order of keys', { data: commentKeys({ PORTS: '80', LEVEL: 'info' }, { LEVEL: 'Why.' }) }],
    ['a comment at a key', { data: commentKeys(configMap().data, { LEVEL: 'Why else.' }) }],
    ['a comment of its own', comment('What else it is for.', {})],
  ])('stays its own where it differs in %s', (_, change) => {
    const object = { ...configMap(), ...change } as ReturnType<typeof configMap>;
    const { own, isOfBase } = inEnvironment(object);
    expect(isOfBase).toBe(false);
    expect(own).toBe(object);
  });

  it('stays its own where base has none', () => {
    const staging: Layer = { namespace: 'payments', files: { 'configmap.yaml': { objects: [configMap()] } } };
    const layers = shareObjectsOfBase({ base: { namespace: 'payments', files: {} }, staging });
    expect(layers.staging).toEqual(staging);
  });
});

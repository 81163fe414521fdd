import { podSecurityLevel } from '@k8s-blocks/security-context';
import { describe, expect, it } from 'vitest';
import { configMap, configVolume, deployment, hostPathVolume } from './index.ts';
import { serviceOf } from './service-of.test-helper.ts';

const env = serviceOf();

it('a volume of a ConfigMap has a file for each of its entries', () => {
  expect(configVolume('config', configMap(env, {}))).toEqual({ name: 'config', configMap: { name: 'orders-config' } });
});

describe('a volume that is a path of the node', () => {
  it('has the path, and what must be there if that is said', () => {
    expect(hostPathVolume('logs', '/var/log')).toEqual({ name: 'logs', hostPath: { path: '/var/log' } });
    const socket = { path: '/run/containerd.sock', type: 'Socket' };
    expect(hostPathVolume('socket', '/run/containerd.sock', 'Socket')).toEqual({ name: 'socket', hostPath: socket });
  });

  it('is a deviation: the namespace of its pods is privileged', () => {
    const pod = { volumes: [hostPathVolume('logs', '/var/log')] };
    const { spec } = deployment(env, { container: { image: 'orders:1' }, pod });
    expect(podSecurityLevel({ containers: [], ...spec?.template.spec })).toBe('privileged');
  });

  it.each(['var/log', '', '/var/../etc'])('is refused at "%s"', (path) => {
    expect(() => hostPathVolume('logs', path)).toThrow(/^volume logs › hostPath\.path\n.*\n.*"\/var\/log"\.$/);
  });
});

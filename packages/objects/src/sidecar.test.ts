import { containerSecurityContext } from '@k8s-blocks/security-context';
import { describe, expect, it } from 'vitest';
import { containerPorts, deployment, job, serviceContainer, sidecar } from './index.ts';
import { serviceOf } from './service-of.test-helper.ts';

const PORTS = { http: 8080, metrics: 9100 };
const env = serviceOf({ ports: PORTS });

describe('a native sidecar', () => {
  it('runs as long as its pod, with the restricted security context and without ports', () => {
    expect(sidecar({ name: 'proxy', image: 'proxy:1' })).toEqual({
      name: 'proxy',
      image: 'proxy:1',
      restartPolicy: 'Always',
      securityContext: containerSecurityContext(),
    });
  });

  it('takes any field of a container', () => {
    const fields = { name: 'proxy', image: 'proxy:1', args: ['--quiet'], securityContext: {} };
    expect(sidecar(fields)).toMatchObject(fields);
  });

  it('stands among the init containers, beside a Job, too', () => {
    const pod = { initContainers: [sidecar({ name: 'proxy', image: 'proxy:1' })] };
    const { spec } = job(serviceOf({ workload: 'Job' }), { container: { image: 'orders:1' }, pod });
    expect(spec?.template.spec).toMatchObject({
      initContainers: [{ restartPolicy: 'Always' }],
      restartPolicy: 'Never',
    });
  });
});

describe('containers of one pod', () => {
  const http = { image: 'orders:1', ports: containerPorts(env.contract, ['http']) };
  const image = 'exporter:1';

  it('share the ports of the contract: each says which it has', () => {
    const exporter = serviceContainer(env, {
      name: 'exporter',
      image,
      ports: containerPorts(env.contract, ['metrics']),
    });
    const { spec } = deployment(env, { container: http, pod: { containers: [exporter] } });
    const ports = spec?.template.spec?.containers.map((each) => each.ports?.map(({ name }) => name));
    expect(ports).toEqual([['http'], ['metrics']]);
  });

  it('are refused where two have one port', () => {
    const exporter = serviceContainer(env, { name: 'exporter', image });
    expect(() => deployment(env, { container: http, pod: { containers: [exporter] } })).toThrow(
      /^orders › staging › Deployment orders › containers\["exporter"\]\.ports\n.*"orders" and "exporter".* 8080\/TCP\.\n.*containerPorts/,
    );
    const proxy = sidecar({ name: 'proxy', image, ports: [{ containerPort: 8080 }] });
    expect(() => deployment(env, { container: http, pod: { initContainers: [proxy] } })).toThrow('8080/TCP');
  });

  it('may have one number with two protocols', () => {
    const dns = { image, ports: [{ containerPort: 53, protocol: 'UDP' as const }] };
    const tcp = { name: 'tcp', image, ports: [{ containerPort: 53 }] };
    expect(() => deployment(env, { container: dns, pod: { containers: [tcp] } })).not.toThrow();
  });

  it('have ports that the contract offers, and no others', () => {
    expect(() => containerPorts(env.contract, ['admin'])).toThrow('orders offers no port "admin".');
  });
});

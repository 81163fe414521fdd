import type { Fields } from '@k8s-blocks/manifest';
import { compareBuilds } from './compare-builds.ts';

/** The labels of the pods of a workload. */
export const labels = (name: string) => ({ app: name });

export function deployment(name: string, spec: Fields = {}, pod: Fields = {}, container: Fields = {}): Fields {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels(name) },
      template: {
        metadata: { labels: labels(name) },
        spec: {
          containers: [{ name, image: `${name}:1`, ports: [{ containerPort: 8080 }], ...container }],
          ...pod,
        },
      },
      ...spec,
    },
  };
}

export function service(name: string, spec: Fields = {}): Fields {
  const ports = [{ port: 80, targetPort: 8080 }];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { selector: labels(name), ports, ...spec },
  };
}

export function policy(name: string, spec: Fields): Fields {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'shop' },
    spec: { podSelector: { matchLabels: labels(name) }, policyTypes: ['Ingress', 'Egress'], ...spec },
  };
}

export function data(kind: 'ConfigMap' | 'Secret', name: string, more: Fields): Fields {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'shop' }, ...more };
}

/** A rule that lets the pods of a workload in. */
export const from = (name: string, port = 8080) => ({
  ingress: [{ from: [{ podSelector: { matchLabels: labels(name) } }], ports: [{ port }] }],
});

/** What follows, as effect, object and field, and the sentences. */
export function consequences(before: readonly unknown[], after: readonly unknown[]) {
  return compareBuilds(before, after).consequences.map(({ effect, object, field, text }) =>
    [`${effect}: ${object}`, ...(field === undefined ? [] : [field])].concat(text).join(' | '),
  );
}

export const WEB = 'Deployment web in shop';

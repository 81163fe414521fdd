import { isFields } from '@k8s-blocks/manifest';
import { readDocuments } from '@k8s-blocks/read-yaml';
import type { ReadEnvironment } from '../src/manifests/read-environments.ts';

/** An environment with the objects of a YAML stream. */
export function environment(name: string, yaml: string): ReadEnvironment {
  return { name, objects: readDocuments(Buffer.from(yaml)).data.filter(isFields) };
}

interface Web {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: string;
  readonly selector?: string;
  readonly pod?: string;
}

/** A Deployment as YAML. */
export function web({
  name = 'web',
  namespace = 'shop',
  labels = `{ app: ${name} }`,
  selector = labels,
  pod = '',
}: Web = {}): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: ${selector} }
  template:
    metadata: { labels: ${labels} }
    spec: { ${pod}containers: [{ name: web, image: 'example.com/web:1', ports: [{ name: http, containerPort: 8080 }] }] }
---`;
}

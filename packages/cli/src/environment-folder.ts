import { join } from 'node:path';

/** The folder that Kustomize builds an environment of a service from: `k8s/payments/overlays/staging`. */
export function environmentFolder(root: string, service: string, environment: string): string {
  return join(root, service, environment === 'base' ? 'base' : join('overlays', environment));
}

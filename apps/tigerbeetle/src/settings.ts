import type { AppEnvironment, SettingsTable } from '@k8s-blocks/app';
import type { EnvironmentName } from '@k8s-blocks/stack';

const node = { requests: { memory: '4Gi', cpu: '500m' }, limits: { memory: '4Gi', cpu: '1000m' } };
const smallFormat = { requests: { memory: '1Gi', cpu: '100m' }, limits: { memory: '4Gi', cpu: '500m' } };
const smallNode = { requests: { memory: '512Mi', cpu: '100m' }, limits: { memory: '4Gi', cpu: '1000m' } };

const base = { replicas: 3, resources: { format: node, tigerbeetle: node } };
export type Env = AppEnvironment<typeof base>;

/** What varies between the environments. */
export const settings: SettingsTable<typeof base, EnvironmentName> = {
  base,
  staging: { replicas: 1, resources: { format: smallFormat, tigerbeetle: smallNode } },
  production: {},
};

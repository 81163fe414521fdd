import type { AppEnvironment, SettingsTable } from '@k8s-blocks/app';
import type { EnvironmentName } from '@k8s-blocks/stack';

type Resources = Record<'requests' | 'limits', { memory: string; cpu: string }>;

/** What varies between the environments of TigerBeetle. */
export interface Settings {
  /** The format command, the addresses, the quorum and the spreading over nodes all follow from it. */
  readonly replicas: number;
  readonly resources: Record<'format' | 'tigerbeetle', Resources>;
}

export type Env = AppEnvironment<Settings>;

const node: Resources = { requests: { memory: '4Gi', cpu: '500m' }, limits: { memory: '4Gi', cpu: '1000m' } };

export const settings: SettingsTable<Settings, EnvironmentName> = {
  base: { replicas: 3, resources: { format: node, tigerbeetle: node } },
  staging: {
    replicas: 1,
    resources: {
      format: { requests: { memory: '1Gi', cpu: '100m' }, limits: { memory: '4Gi', cpu: '500m' } },
      tigerbeetle: { requests: { memory: '512Mi', cpu: '100m' }, limits: { memory: '4Gi', cpu: '1000m' } },
    },
  },
  production: {},
};

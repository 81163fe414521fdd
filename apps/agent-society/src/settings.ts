import type { AppEnvironment, SettingsTable } from '@k8s-blocks/app';
import type { EnvironmentName } from '@k8s-blocks/stack';

/** What varies between the environments of agent-society. */
export interface Settings {
  readonly replicas: number;
  readonly logLevel: 'debug' | 'info';
  readonly imageTag: string;
  readonly resources: Record<'requests' | 'limits', { memory: string; cpu: string }>;
}

export type Env = AppEnvironment<Settings>;

export const settings: SettingsTable<Settings, EnvironmentName> = {
  base: {
    replicas: 1,
    logLevel: 'info',
    imageTag: 'latest',
    resources: { requests: { memory: '128Mi', cpu: '100m' }, limits: { memory: '256Mi', cpu: '500m' } },
  },
  staging: { logLevel: 'debug', imageTag: 'staging' },
  production: {
    replicas: 2,
    logLevel: 'info',
    imageTag: 'production',
    resources: { requests: { memory: '256Mi', cpu: '250m' }, limits: { memory: '512Mi', cpu: '1000m' } },
  },
};

import type { ManifestFiles } from '@k8s-blocks/manifest';
import type { EnvironmentValues, ServiceEnvironment } from '@k8s-blocks/topology';
import type { SettingsTable } from './settings.ts';

/** The argument of `manifests`: the service in one environment, and its settings there. */
export interface AppEnvironment<Settings, Values extends EnvironmentValues = EnvironmentValues>
  extends ServiceEnvironment<Values> {
  readonly settings: Settings;
}

/** What {@link app} takes: the settings and manifests of one service. */
export interface AppDefinition<
  Settings,
  Row extends string,
  Values extends EnvironmentValues = EnvironmentValues,
  Region extends string = never,
> {
  /** What varies between environments. The type of the settings is that of the row `base`. */
  readonly settings: SettingsTable<Settings, Row, Region>;
  /** Annotations on every object, besides those of the environment. Default: none. */
  readonly annotations?: (env: AppEnvironment<Settings, Values>) => Readonly<Record<string, string>>;
  /**
   * The objects of one environment, by file: an object, `omitted('why')`, or a list of them. The function must be pure: it is
   * called several times for an environment.
   */
  readonly manifests: (env: AppEnvironment<Settings, Values>) => ManifestFiles;
}

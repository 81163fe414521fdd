import type { Layer } from '@k8s-blocks/kustomize';
import type { Contract, Environment, EnvironmentValues, ServiceEnvironment, Stack } from '@k8s-blocks/topology';
import type { AppDefinition, AppEnvironment } from './app-definition.ts';
import { layerFiles } from './layer-files.ts';
import { neighboursOf } from './neighbours.ts';
import { pinnedValues } from './pinned-values.ts';
import { mergeSettings, type Setting } from './settings.ts';

/**
 * One environment of an app as a layer: what Kustomize is to build.
 *
 * @throws Refusal as the app's `manifests` does, and for files that do not hold objects.
 */
export function environmentLayer<Settings, EnvironmentName extends string, Values extends EnvironmentValues>(
  stack: Stack<EnvironmentName, Values>,
  service: Contract,
  name: EnvironmentName | 'base',
  { settings: table, manifests, annotations }: AppDefinition<Settings, string, Values>,
): Layer {
  const env = stack.serviceIn(service, name);
  const rows = table as unknown as Readonly<Record<string, Setting>>;
  const own = name === 'base' ? undefined : ownSettings(rows, env.environment);
  const settings = mergeSettings(rows.base, own);
  const envWith = (each: Setting): AppEnvironment<Settings, Values> => ({ ...env, settings: each as Settings });
  const build = (each: Setting) => layerFiles(manifests(envWith(each)));
  const files = build(settings);
  return {
    comment: headOf(env),
    namespace: env.namespace,
    baseNamespace: service.namespace,
    ...neighboursOf(stack, service, env.environment),
    namePrefix: env.environment.prefix,
    nameSuffix: env.environment.suffix,
    labels: stack.labels,
    annotations: { ...annotations?.(envWith(settings)), ...env.environment.annotations },
    files,
    pinned: pinnedValues({ build, settings, files, own, rows: Object.values(rows) }),
  };
}

/**
 * The settings that an environment sets itself: of a region those of its environment, with its own ones; of a preview those of the
 * environment that it was made of.
 */
function ownSettings(rows: Readonly<Record<string, Setting>>, { name, regionOf, preview }: Environment): Setting {
  const names = [regionOf, preview?.of ?? name].filter((each) => each !== undefined && each !== 'base');
  return names.map((each) => rows[each ?? '']).reduce<Setting>((all, own) => mergeSettings(all, own), undefined);
}

/** The comment at the head of the environment's kustomization. */
function headOf({ contract: { name: service }, name, namespace, environment }: ServiceEnvironment): string {
  const { prefix, suffix } = environment;
  const affixes = [...(prefix === '' ? [] : [`begin with ${prefix}`]), ...(suffix === '' ? [] : [`end in ${suffix}`])];
  const names = affixes.length === 0 ? '' : `; names ${affixes.join(' and ')}`;
  return `${service} in ${name}: namespace ${namespace}${names}.`;
}

import { type Omitted, omissionReason } from '@k8s-blocks/comments';
import {
  type KubernetesObject,
  kustomizeTree,
  type Layer,
  type LayerFile,
  standaloneTree,
  type Tree,
} from '@k8s-blocks/kustomize';
import { nearest, Refusal, sayNames } from '@k8s-blocks/refusal';
import type { Contract, ServiceEnvironment, Stack } from '@k8s-blocks/topology';
import { collectRefusals } from './collect-refusals.ts';
import { mergeSettings, type Setting, type SettingsTable } from './settings.ts';
import { statedValues } from './stated.ts';
import { withObjectsOfBase } from './unchanged.ts';

/** What a manifest is a function of: the service in one environment, and its settings there. */
export interface AppEnvironment<Settings> extends ServiceEnvironment {
  readonly settings: Settings;
}

/** One object as a function of the environment. It must be pure: it may be called more than once. */
export type Manifest<Settings> = (env: AppEnvironment<Settings>) => KubernetesObject | Omitted;

/** The manifests by the file that they are written to, in the order in which the kustomization lists them. */
export type Manifests<Settings> = {
  readonly [FileName in `${string}.yaml`]: Manifest<Settings> | readonly Manifest<Settings>[];
};

/** An app as it is written. */
export interface AppDefinition<Settings, EnvironmentName extends string> {
  readonly settings: SettingsTable<Settings, EnvironmentName>;
  readonly manifests: Manifests<Settings>;
  /** Annotations on every object, besides those of the environment. Default: none. */
  readonly annotations?: (env: AppEnvironment<Settings>) => Readonly<Record<string, string>>;
}

/** One service's manifests in every environment. */
export interface App {
  readonly contract: Contract;
  readonly stack: Stack;
  /**
   * The service in every environment, base first: environment name to layer.
   *
   * @throws Refusal that lists what is wrong in any of them.
   */
  layers(): Readonly<Record<string, Layer>>;
  /** The Kustomize base and overlays, as files. Throws as {@link layers} does. */
  tree(): Tree;
}

/**
 * One service's manifests as a function of its environment.
 *
 * @param service the contract of the service, as the stack has it.
 */
export function app<Settings, EnvironmentName extends string>(
  stack: Stack<EnvironmentName>,
  service: Contract,
  definition: AppDefinition<Settings, EnvironmentName>,
): App {
  const layers = () => layersOf(stack, service, definition);
  return { contract: service, stack: stack as Stack, layers, tree: () => treeOf(service, layers()) };
}

/** The Kustomize base and overlays of a service, from its layers. Throws as {@link App.tree} does. */
export function treeOf({ name }: Contract, { base, ...overlays }: Readonly<Record<string, Layer>>): Tree {
  if (base === undefined) throw new Refusal({ service: name, problem: 'The stack has no environment "base".' });
  try {
    return kustomizeTree({ title: name, base, overlays });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Written once more, each environment alone: the tree as a whole does not know in which of them a fault is.
    collectRefusals(
      Object.entries({ base, ...overlays }).map(
        ([environment, layer]) =>
          () =>
            collectRefusals([() => standaloneTree(layer)], { environment }),
      ),
      { service: name },
    );
    throw error.within({ service: name });
  }
}

function layersOf<Settings, EnvironmentName extends string>(
  stack: Stack<EnvironmentName>,
  service: Contract,
  definition: AppDefinition<Settings, EnvironmentName>,
): Readonly<Record<string, Layer>> {
  const names = Object.keys(stack.environments) as (EnvironmentName | 'base')[];
  refuseOtherRows(service, Object.keys(definition.settings), names);
  const entries = collectRefusals(
    names.map((name) => () => [name, layerOf(stack, service, definition, name)] as const),
    { service: service.name },
  );
  return withObjectsOfBase(Object.fromEntries(entries));
}

/** A row whose name is misspelt would otherwise leave its environment with the settings of base. */
function refuseOtherRows({ name: service }: Contract, rows: readonly string[], environments: readonly string[]): void {
  const missing = environments.filter((environment) => !rows.includes(environment));
  const unknown = rows
    .filter((row) => !environments.includes(row))
    .map((row) => ({ row, meant: nearest(row, missing) }));
  const unmentioned = missing.filter((environment) => !unknown.some(({ meant }) => meant === environment));
  const problems = [
    ...unknown.map(({ row, meant }) => ({
      field: `settings.${row}`,
      problem: `The stack has no environment "${row}".`,
      remedy: meant === undefined ? `It has ${sayNames(environments)}.` : `Did you mean "${meant}"?`,
    })),
    ...unmentioned.map((environment) => ({
      environment,
      field: 'settings',
      problem: `There is no row "${environment}".`,
      remedy:
        environment === 'base'
          ? 'Add it, with every setting.'
          : `Add "${environment}: {}" if nothing differs from base there.`,
    })),
  ];
  if (problems.length > 0) throw new Refusal(problems.map((problem) => ({ service, ...problem })));
}

function layerOf<Settings, EnvironmentName extends string>(
  stack: Stack<EnvironmentName>,
  service: Contract,
  { settings: table, manifests, annotations }: AppDefinition<Settings, EnvironmentName>,
  name: EnvironmentName | 'base',
): Layer {
  const place = stack.place(service, name);
  const rows = table as unknown as Readonly<Record<string, Setting>>;
  const settings = name === 'base' ? rows.base : mergeSettings(rows.base, rows[name]);
  const inPlace = (each: Setting): AppEnvironment<Settings> => ({ ...place, settings: each as Settings });
  const files = filesOf(manifests, inPlace(settings));
  const buildFile = (each: Setting, file: string) => fileOf(file, manifests, inPlace(each));
  const stated = name === 'base' ? [] : statedValues(buildFile, { settings, files }, rows[name], Object.values(rows));
  const [own] = collectRefusals([() => annotations?.(inPlace(settings))], { environment: name });
  return {
    comment: headOf(place),
    namespace: place.namespace,
    nameSuffix: place.environment.suffix,
    labels: stack.labels,
    annotations: { ...own, ...place.environment.annotations },
    files,
    stated,
  };
}

function headOf({ contract: { name: service }, name, namespace, environment: { suffix } }: ServiceEnvironment): string {
  const names = suffix === '' ? '' : `; names end in ${suffix}`;
  return `${service} in ${name}: namespace ${namespace}${names}.`;
}

function filesOf<Settings>(manifests: Manifests<Settings>, env: AppEnvironment<Settings>) {
  const files = collectRefusals(
    Object.keys(manifests).map((file) => () => [file, fileOf(file, manifests, env)] as const),
    { environment: env.name },
  );
  return Object.fromEntries(files);
}

function fileOf<Settings>(file: string, manifests: Manifests<Settings>, env: AppEnvironment<Settings>): LayerFile {
  const own = manifests[file as keyof Manifests<Settings>] ?? [];
  const objects = collectRefusals(
    [own].flat().map((manifest) => () => manifest(env)),
    { file },
  );
  const [why] = objects.map(omissionReason).filter((each) => each !== undefined);
  const present = objects.filter((object): object is KubernetesObject => omissionReason(object) === undefined);
  return { objects: present, ...(why === undefined ? {} : { omitted: why }) };
}

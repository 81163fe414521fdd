import { finalObjects, kustomizeTree, type Layer, standaloneTree, type Tree } from '@k8s-blocks/kustomize';
import type { KubernetesObject } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import {
  type Contract,
  type Environment,
  type EnvironmentValues,
  isDeployedIn,
  refuseUnlessService,
  type Stack,
} from '@k8s-blocks/topology';
import type { AppDefinition } from './app-definition.ts';
import { checkSettingNames } from './check-setting-names.ts';
import { checkSettingsRows } from './check-settings-rows.ts';
import { collectRefusals } from './collect-refusals.ts';
import { environmentLayer } from './environment-layer.ts';
import type { RegionOf } from './settings.ts';

/** One service's manifests in every environment. */
export interface App {
  readonly contract: Contract;
  readonly stack: Stack;
  /**
   * The service in every environment, base first: environment name to layer.
   *
   * @throws Refusal that lists the problems of all environments.
   */
  layers(): Readonly<Record<string, Layer>>;
  /**
   * The objects of every environment as the cluster is to hold them, whatever writes or builds them: with the names,
   * namespaces, labels, annotations and references of the environment. Throws as {@link layers} does.
   */
  resources(): Readonly<Record<string, readonly KubernetesObject[]>>;
  /** The Kustomize base and overlays, as files. Throws as {@link layers} does. */
  tree(): Tree;
  /**
   * The service in an environment that was made of one of its stack: a preview.
   *
   * @param stack the app's own, with that environment.
   * @throws Refusal with the problems of that environment.
   */
  layerOf(stack: Stack, environmentName: string): Layer;
}

/** The rows of settings of a service: one for each environment that its contract names, or all of the stack. */
type RowsOf<Service, Row extends string> = Service extends {
  readonly environments: readonly (infer Name extends string)[];
}
  ? Name
  : Row;

/**
 * One service's manifests as a function of its environment.
 *
 * @param service the contract of the service, as the stack has it.
 * @throws Refusal if it is not a contract, or the stack is none, as where a name is misspelt.
 */
export function app<
  Settings,
  EnvironmentName extends string,
  Values extends EnvironmentValues,
  Row extends string,
  Service extends Contract,
>(
  stack: Stack<EnvironmentName, Values, Row>,
  service: Service,
  definition: AppDefinition<Settings, RowsOf<Service, Row>, Values, RegionOf<RowsOf<Service, Row>, EnvironmentName>>,
): App {
  refuseUnlessService(stack, service, app);
  const layers = () => layersOf(stack, service, definition);
  return {
    contract: service,
    stack: stack as Stack,
    layers,
    resources: () => resourcesOf(service, layers()),
    tree: () => treeOf({ contract: service, stack: stack as Stack }, layers()),
    layerOf(other, name) {
      checkDefinition(stack, service, definition);
      return layerOf(other as Stack<string, Values>, service, name, definition);
    },
  };
}

function resourcesOf(
  { name: service }: Contract,
  layers: Readonly<Record<string, Layer>>,
): Readonly<Record<string, readonly KubernetesObject[]>> {
  const resources = collectRefusals(
    Object.entries(layers),
    ([environment]) => ({ service, environment }),
    ([environment, layer]) => [environment, finalObjects(layer)] as const,
  );
  return Object.fromEntries(resources);
}

/** The Kustomize base and overlays of a service, from its layers. Throws as {@link App.tree} does. */
export function treeOf(
  { contract: { name }, stack }: Pick<App, 'contract' | 'stack'>,
  { base, ...overlays }: Readonly<Record<string, Layer>>,
): Tree {
  if (base === undefined) throw new Refusal({ service: name, problem: 'The stack has no environment "base".' });
  try {
    return kustomizeTree({ title: name, base, overlays, isBaseDeployed: stack.environments.base?.deployed !== false });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Write each environment alone, to name the environments of each problem: the tree stops at the first one.
    collectRefusals(
      Object.entries({ base, ...overlays }),
      ([environment]) => ({ service: name, environment }),
      ([, layer]) => standaloneTree(layer),
    );
    throw error.within({ service: name });
  }
}

function layersOf<Settings, EnvironmentName extends string, Values extends EnvironmentValues>(
  stack: Stack<EnvironmentName, Values>,
  service: Contract,
  definition: AppDefinition<Settings, string, Values>,
): Readonly<Record<string, Layer>> {
  checkDefinition(stack, service, definition);
  const names = environmentsOf(stack, service).map(({ name }) => name) as (EnvironmentName | 'base')[];
  const layers = collectRefusals(
    names,
    (environment) => ({ service: service.name, environment }),
    (name) => [name, environmentLayer(stack, service, name, definition)] as const,
  );
  refuseEmptyLayers(service, layers);
  return Object.fromEntries(layers);
}

/** The environments in which a service is deployed, and base. */
function environmentsOf({ environments }: Pick<Stack, 'environments'>, service: Contract): readonly Environment[] {
  return Object.values(environments).filter((each) => each.name === 'base' || isDeployedIn(service, each));
}

function checkDefinition(
  stack: Pick<Stack, 'environments'>,
  service: Contract,
  { settings, manifests }: Pick<AppDefinition<unknown, string>, 'settings'> & { readonly manifests: unknown },
): void {
  checkSettingsRows(service, Object.keys(settings), environmentsOf(stack, service));
  checkSettingNames(service, settings);
  refuseManifestsByFile(service, manifests);
}

function layerOf<Settings, Values extends EnvironmentValues>(
  stack: Stack<string, Values>,
  service: Contract,
  environment: string,
  definition: AppDefinition<Settings, string, Values>,
): Layer {
  try {
    return environmentLayer(stack, service, environment, definition);
  } catch (error) {
    throw error instanceof Refusal ? error.within({ service: service.name, environment }) : error;
  }
}

/** An environment in which a service has nothing must be known to the map, whose commands would deploy it there. */
function refuseEmptyLayers(
  { name: service }: Contract,
  layers: readonly (readonly [environment: string, layer: Layer])[],
): void {
  const empty = layers.filter(([, { files }]) => Object.values(files).every(({ objects }) => objects.length === 0));
  if (empty.length === layers.length) return;
  const deployed = layers.filter((each) => !empty.includes(each)).map(([name]) => `'${name}'`);
  const problems = empty
    .filter(([environment]) => environment !== 'base')
    .map(([environment]) => ({
      environment,
      problem: 'The service has no objects there, and the map deploys it there.',
      remedy: `Name its environments in its contract: environments: [${deployed.join(', ')}].`,
    }));
  if (problems.length > 0) throw new Refusal(problems).within({ service });
}

/** Checked at run time too, since tsx and Node run TypeScript without checking its types. */
function refuseManifestsByFile({ name: service }: Contract, manifests: unknown): void {
  if (typeof manifests === 'function') return;
  const remedy = "Give a function that returns all files: manifests: (env) => ({ 'service.yaml': service(env) }).";
  throw new Refusal({ service, field: 'manifests', problem: 'It is not a function.', remedy });
}

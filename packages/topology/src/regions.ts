import { Refusal } from '@k8s-blocks/refusal';
import type { EnvironmentDefinition, EnvironmentOptions, ValuesOption } from './environment.ts';
import type { EnvironmentValues } from './environment-values.ts';

/** What a region of an environment says otherwise than its environment, and its values. Annotations are added to those. */
export type RegionDefinition<Values extends EnvironmentValues> = EnvironmentOptions & ValuesOption<Values>;

/**
 * An environment that is deployed in several regions: `prod` with the regions `eu` and `us` is the environments `prod-eu`
 * and `prod-us`. What it says holds for all of them; values are given by each region. Unless a region says otherwise, they
 * have equal names, so that each is in a cluster of its own. Settings, connections and contracts mean all of them by `prod`.
 */
export type RegionalEnvironmentDefinition<Values extends EnvironmentValues, Regions> = EnvironmentOptions & {
  readonly values?: never;
  /** The regions, by name. */
  readonly regions: { readonly [Region in keyof Regions]: RegionDefinition<Values> };
};

/** An environment of the stack, or all regions of one. */
export type AnyEnvironmentDefinition<Values extends EnvironmentValues, Regions> =
  | (EnvironmentDefinition<Values> & { readonly regions?: never })
  | RegionalEnvironmentDefinition<Values, Regions>;

/** The names of the environments that are defined: of an environment with regions, those of its regions. */
export type EnvironmentNameOf<Regions> = {
  [Row in keyof Regions & string]: [keyof Regions[Row]] extends [never] ? Row : `${Row}-${keyof Regions[Row] & string}`;
}[keyof Regions & string];

/** One environment that is defined. */
interface Defined {
  readonly name: string;
  readonly definition: EnvironmentDefinition<EnvironmentValues>;
  /** The environment of which it is a region. */
  readonly regionOf?: string;
}

/**
 * The environments that a definition is of: itself, or one for each of its regions.
 *
 * @throws Refusal if its regions are not an object, it has none, or it is base.
 */
export function definedRegions(
  name: string,
  definition: AnyEnvironmentDefinition<EnvironmentValues, unknown>,
): readonly Defined[] {
  if (definition.regions === undefined) return [{ name, definition }];
  const { regions, ...common } = definition;
  const entries = isObject(regions) ? Object.entries<RegionDefinition<EnvironmentValues>>({ ...regions }) : [];
  if (name === 'base' || entries.length === 0) throw withoutRegions(name).within({ environment: name });
  return entries.map(([region, own]) => {
    if (!isObject(own)) throw undefinedRegion(region).within({ environment: name });
    const annotations = { ...common.annotations, ...own.annotations };
    return { name: `${name}-${region}`, definition: { ...common, ...own, annotations }, regionOf: name };
  });
}

/** Checked at run time too, since tsx and Node run TypeScript without checking its types. */
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutRegions(name: string): Refusal {
  const field = 'regions';
  if (name === 'base') {
    const remedy = 'Give regions to an environment of its own, such as prod.';
    return new Refusal({ field, problem: 'Base has no regions: all overlays are made of it.', remedy });
  }
  return new Refusal({ field, problem: 'It has no regions.', remedy: 'Give some: regions: { eu: {}, us: {} }.' });
}

function undefinedRegion(region: string): Refusal {
  const remedy = `Give its definition: ${region}: {}.`;
  return new Refusal({ field: `regions.${region}`, problem: 'It is not defined.', remedy });
}

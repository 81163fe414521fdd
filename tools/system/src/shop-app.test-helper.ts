import { type App, app, type ManifestFiles } from '@k8s-blocks/app';
import type { Contract, ServiceEnvironment } from '@k8s-blocks/topology';
import { map } from '../../../examples/shop/src/map.ts';

/** A service of the shop in one environment, with the values that the environments of the shop have. */
type ShopServiceEnvironment = ServiceEnvironment<{ readonly region: string; readonly logLevel: string }>;

/** An app of the shop of which only some manifests matter. It has no settings. */
export function appOf(contract: Contract, manifests: (env: ShopServiceEnvironment) => ManifestFiles): App {
  return app(map, contract, { settings: { base: {}, dev: {}, staging: {}, prod: {} }, manifests });
}

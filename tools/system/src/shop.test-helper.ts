import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { parseAllDocuments } from 'yaml';

/** The folder of the shop, which is a repository of its own. */
export const SHOP = fileURLToPath(new URL('../../../examples/shop', import.meta.url));

/** Its environments that are deployed. */
export const ENVIRONMENTS: readonly string[] = readdirSync(join(SHOP, 'k8s/overlays')).sort();

/** An object of the shop, as Kustomize builds it. */
export interface ShopObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** What the real Kustomize makes of the whole shop in an environment. */
export async function builtShop(environment: string): Promise<readonly ShopObject[]> {
  const { yaml } = await kustomizeBuild(join(SHOP, 'k8s/overlays', environment));
  return parseAllDocuments(yaml).map((document): ShopObject => document.toJS());
}

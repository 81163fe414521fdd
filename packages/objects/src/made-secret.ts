import { Refusal } from '@k8s-blocks/refusal';
import type { DeclaredSecret, SecretMaker, ServiceEnvironment } from '@k8s-blocks/topology';

/**
 * Refuses to make a Secret that is declared otherwise: it would be made, and the README of the map would tell people to provide
 * it as well.
 */
export function refuseUnlessMadeBy(
  maker: SecretMaker,
  { contract, name: environment }: ServiceEnvironment,
  { name, madeBy }: DeclaredSecret,
): void {
  if (madeBy === maker) return;
  throw new Refusal({
    service: contract.name,
    environment,
    object: `${maker} ${name}`,
    problem: `Secret ${name} is declared as ${madeBy === undefined ? 'provided by others' : `made by a ${madeBy}`}.`,
    remedy: `Declare it with madeBy: '${maker}'.`,
  });
}

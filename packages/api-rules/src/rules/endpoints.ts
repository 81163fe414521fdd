import type { IEndpoints } from 'kubernetes-models/v1/Endpoints';
import { specialAddressProblem } from '../address.ts';
import { typeRule } from '../type-rule.ts';
import { invalid, required } from '../violation.ts';

/**
 * Each subset of Endpoints has addresses that others can reach, and names of its ports if it has several.
 *
 * @example
 * apiVersion: v1
 * kind: Endpoints
 * metadata: { name: database }
 * subsets:
 *   - ports: [{ port: 5432 }, { port: 9187 }] # no addresses, no names
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#endpoints
 */
export const endpoints = typeRule<IEndpoints>('endpoints', 'core/v1.Endpoints', function* ({ subsets = [] }) {
  for (const [index, { addresses = [], notReadyAddresses = [], ports = [] }] of subsets.entries()) {
    const path = `subsets[${index}]`;
    if (addresses.length + notReadyAddresses.length === 0) {
      const problem = 'The subset has neither addresses nor notReadyAddresses.';
      yield { code: 'FieldValueRequired', field: path, problem, remedy: 'Give it an address, or remove it.' };
    }
    for (const [list, entries] of Object.entries({ addresses, notReadyAddresses })) {
      for (const [at, { ip = '' }] of entries.entries()) {
        yield* invalid(`${path}.${list}[${at}].ip`, specialAddressProblem(ip), 'Give an address of the endpoint.');
      }
    }
    for (const [at, { name = '' }] of ports.entries()) {
      if (name === '' && ports.length > 1) yield required(`${path}.ports[${at}].name`, 'Name each of several ports.');
    }
  }
});

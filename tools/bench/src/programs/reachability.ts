/**
 * Computes who reaches whom in one environment of a built stack, and how long that takes, without reading files.
 *
 * Arguments: the folder of the builds, the environment, and for how many sources each cell of the matrix is compared with
 * the evaluator that precomputes nothing. Prints one {@link Reachability} as JSON.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClusterModel, clusterOf, evaluator, type Matrix, offeredPorts } from '@k8s-blocks/reachability';
import { parseAllDocuments } from 'yaml';

/** What the program prints. */
export interface Reachability {
  /** The rules of all policies. */
  readonly rules: number;
  /** The cells of the matrix: workloads by offered ports. */
  readonly pairs: number;
  readonly allowed: number;
  /** From the objects to the matrix. */
  readonly seconds: number;
  /** How many cells were compared with the plain evaluator, and how many differ. */
  readonly compared: number;
  readonly differing: number;
}

const [folder = '', environment = '', compared = '0'] = process.argv.slice(2);
const objects = readdirSync(folder).flatMap((service) =>
  parseAllDocuments(readFileSync(join(folder, service, `${environment}.yaml`), 'utf8')).map((document): unknown =>
    document.toJS(),
  ),
);
const start = performance.now();
const cluster = clusterOf(objects);
const matrix = evaluator(cluster).matrix(cluster.pods, offeredPorts(cluster));
const allowed = [...matrix.allowedPairs()].length;
const seconds = (performance.now() - start) / 1000;
const found: Reachability = {
  rules: cluster.policies.reduce((sum, { ingress, egress }) => sum + ingress.length + egress.length, 0),
  pairs: matrix.sources.length * matrix.targets.length,
  allowed,
  seconds,
  ...compare(cluster, matrix, Number(compared)),
};
console.log(JSON.stringify(found));

function compare(of: ClusterModel, { sources, targets, allows }: Matrix, count: number) {
  const { verdict } = evaluator(of);
  const cells = sources
    .slice(0, count)
    .flatMap((from, source) =>
      targets.map(
        ({ to, port, protocol }, target) => verdict(from, to, port, protocol).allowed === allows(source, target),
      ),
    );
  return { compared: cells.length, differing: cells.filter((same) => !same).length };
}

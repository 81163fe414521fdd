/**
 * Writes the tables of fields in `packages/api-rules/src/schema/tables.ts`, from a folder of published OpenAPI documents, and from
 * what the API server of `KUBEBUILDER_ASSETS` serves:
 *
 *     node --import tsx tools/api-schemas/src/main.ts <folder>
 */
import { fileURLToPath } from 'node:url';
import { Refusal } from '@k8s-blocks/refusal';
import { documentsIn, servedSchemas } from './documents.ts';
import { tablesOf } from './tables.ts';
import { writeTables } from './write.ts';

const TARGET = fileURLToPath(new URL('../../../packages/api-rules/src/schema/tables.ts', import.meta.url));

try {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) {
    const remedy = 'Name the folder of the OpenAPI documents of Kubernetes.';
    throw new Refusal({ problem: 'The folder is missing.', remedy });
  }
  const documents = documentsIn(folder);
  const tables = tablesOf(documents, await servedSchemas());
  writeTables(
    tables,
    TARGET,
    documents.map(({ version }) => version),
  );
  const types = [...tables.packages.values()].flat().length;
  console.log(`${types} types of ${documents.map(({ version }) => version).join(', ')} written to ${TARGET}.`);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

import type { GeneratedService } from './generated-service.ts';

/** The modules of the generated map, which replace those of `packages/stack/src`: file name to text. */
export function mapFiles(services: readonly GeneratedService[]): ReadonlyMap<string, string> {
  return new Map([
    ['contracts.ts', contractsModule(services)],
    ['system.ts', systemModule(services)],
    ['index.ts', "export * from './contracts.ts';\nexport { type EnvironmentName, system } from './system.ts';\n"],
  ]);
}

function contractsModule(services: readonly GeneratedService[]): string {
  const contracts = services.map(({ name, contract }) => `export const ${contract} = offer('${name}');\n`);
  return `import { contract } from '@k8s-blocks/topology';

/** Business logic (\`http\`) and a relay (\`ws\`), in one pod. */
function offer(name: string) {
  return contract({
    name,
    ports: {
      http: { port: 3100, scheme: 'http' },
      ws: { port: 7100, scheme: 'ws', services: [\`\${name}-relay\`] },
    },
    secrets: { NOSTR_SECRET_KEY: 'REPLACE_WITH_REAL_KEY' },
  });
}

${contracts.join('')}`;
}

function systemModule(services: readonly GeneratedService[]): string {
  const connections = services.flatMap(({ contract, next, previous }) => [
    `    connection(${contract}, ${contract}.ports.ws, 'relay to relay, peer discovery'),\n`,
    `    connection(${contract}, ${next}.ports.http, 'hand a packet on', { needed: 'later' }),\n`,
    `    connection(${contract}, ${previous}.ports.http, 'hand a packet back', { needed: 'later' }),\n`,
  ]);
  const names = services.map(({ contract }) => `${contract},\n`);
  return `import { connection, stack } from '@k8s-blocks/topology';
import {
${names.map((name) => `  ${name}`).join('')}} from './contracts.ts';

/** The map of the generated system: a ring of services that call their neighbours. */
export const system = stack({
  services: [
${names.map((name) => `    ${name}`).join('')}  ],
  environments: {
    base: {},
    staging: { suffix: '-staging', annotations: { environment: 'staging' } },
    production: { annotations: { environment: 'production' }, production: true, secretsProvided: true },
  },
  labels: { 'app.kubernetes.io/part-of': 'ring', 'app.kubernetes.io/managed-by': 'kustomize' },
  connections: [
${connections.join('')}  ],
});

export default system;

/** The environments of the system. */
export type EnvironmentName = keyof typeof system.environments;
`;
}

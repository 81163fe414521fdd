import { describe, expect, it } from 'vitest';
import { environment } from './manifests.ts';
import { importedAndProved } from './trial.ts';

interface Offered {
  readonly name: string;
  readonly port: number;
}

/** Workloads with Services of their name, and a workload `web` that has texts, in a namespace. */
function stack(offered: readonly Offered[], env: Readonly<Record<string, string>>, namespace: string, image = 'web:1') {
  const workload = (name: string, container: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: ${name}, ${container} }] }
---`;
  const services = offered.map(
    ({ name, port }) => `${workload(name, `image: 'x:1', ports: [{ name: p, containerPort: ${port} }]`)}
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { selector: { app: ${name} }, ports: [{ name: p, port: ${port} }] }
---`,
  );
  const variables = Object.entries(env).map(([name, value]) => `{ name: ${name}, value: '${value}' }`);
  return services.join('') + workload('web', `image: '${image}', env: [${variables.join(', ')}]`);
}

/** The module of `web` where the same texts are in two environments, with the namespace of each. */
async function moduleOfWeb(
  offered: readonly Offered[],
  env: (namespace: string) => Readonly<Record<string, string>>,
  image?: string,
) {
  const read = (
    [
      ['base', 'shop'],
      ['live', 'shop-live'],
    ] as const
  ).map(([name, namespace]) => environment(name, stack(offered, env(namespace), namespace, image)));
  const { project, proof } = await importedAndProved(read);
  expect(proof.remainder).toEqual([]);
  return project.files.get('apps/web/src/app.ts') ?? '';
}

describe('the address of a service', () => {
  it('is derived within a text, with the contract that it needs', async () => {
    const text = await moduleOfWeb([{ name: 'db', port: 80 }], (namespace) => ({ DB: `http://db.${namespace}:80/v1` }));
    expect(text).toMatch(/`\$\{env\.\w+\(db\.ports\.p, \{ host: 'service\.namespace' \}\)\}\/v1`/);
    expect(text).toMatch(/import \{.*\bdb\b.*\} from/);
  });

  it('is not derived where it is a part of that of another service', async () => {
    const offered = [
      { name: 'db', port: 5432 },
      { name: 'users-db', port: 5432 },
      { name: 'api', port: 80 },
      { name: 'my-api', port: 8080 },
    ];
    const text = await moduleOfWeb(offered, (namespace) => ({
      DB: `postgres://db.${namespace}:5432/shop`,
      USERS: `postgres://users-db.${namespace}:5432/users`,
      API: `http://api.${namespace}:80/x`,
      MY_API: `http://my-api.${namespace}:8080/x`,
      NOTE: `see db.${namespace}:54321`,
      PORT: `see api.${namespace}:8080`,
      OTHER: `postgres://db.${namespace}:5432.example.com`,
    }));
    const short = "{ host: 'service.namespace' }";
    const saidIn = (variable: string) => new RegExp(`name: '${variable}', value: (.*) \\},\n`).exec(text)?.[1];
    expect(saidIn('DB')).toBe(`\`\${env.url(db.ports.p, ${short})}/shop\``);
    expect(saidIn('USERS')).toBe(`\`\${env.url(usersDb.ports.p, ${short})}/users\``);
    expect(saidIn('API')).toBe(`\`\${env.url(api.ports.p, ${short})}/x\``);
    expect(saidIn('MY_API')).toBe(`\`\${env.url(myApi.ports.p, ${short})}/x\``);
    expect(saidIn('NOTE')).toBe('`see db.${env.namespace}:54321`');
    expect(saidIn('PORT')).toBe('`see api.${env.namespace}:8080`');
    expect(saidIn('OTHER')).toBe('`postgres://db.${env.namespace}:5432.example.com`');
  });

  it('is no image, though one may look the same', async () => {
    const offered = [{ name: 'redis', port: 7 }];
    const text = await moduleOfWeb(offered, () => ({ REDIS: 'redis:7', OTHER: 'redis://redis:7' }), 'redis:7');
    expect(text).toContain("image: 'redis:7'");
    expect(text).toContain("{ name: 'REDIS', value: env.address(redis.ports.p, { host: 'service' }) }");
  });
});

import { printableMarkdown } from '@k8s-blocks/manifest';
import {
  type Contract,
  type DeclaredSecret,
  type Environment,
  type ProvidedSecret,
  providedSecrets,
  type Stack,
} from '@k8s-blocks/topology';
import { code, fenced, table } from './markdown.ts';
import { commandThatMakes, waysToProvide } from './ways-to-provide.ts';

/** The Secrets that must be provided, where, and how; empty if no service needs any. */
export function secrets(stack: Stack, root: string): string[] {
  const environments = Object.values<Environment>(stack.environments).filter(({ deployed }) => deployed);
  const sections = [
    ...placeholders(stack.startOrder, environments),
    ...madeByOperators(stack.startOrder),
    ...environments.flatMap((environment) => beforeEnvironment(stack, environment, root)),
  ];
  return sections.length === 0 ? [] : ['## Secrets', ...sections];
}

function placeholders(services: readonly Contract[], environments: readonly Environment[]): string[] {
  const placed = environments.filter(({ secretsProvided }) => !secretsProvided);
  if (placed.length === 0 || services.every((service) => Object.keys(service.secrets).length === 0)) return [];
  const names = placed.map(({ name }) => code(name)).join(' and ');
  return [
    `The Secrets of ${names} hold placeholders. They are templates: replace the values in the cluster, and again after each apply.`,
  ];
}

/** Which Secrets operators make of objects of the build: nobody provides them, but the operators must run. */
function madeByOperators(services: readonly Contract[]): string[] {
  const rows = services.flatMap(({ name: service, otherSecrets }) =>
    otherSecrets.flatMap(({ name, keys, madeBy, why }) =>
      madeBy === undefined
        ? []
        : [[code(name), code(service), code(madeBy), keys.map(code).join(', '), printableMarkdown(why)]],
    ),
  );
  if (rows.length === 0) return [];
  return [
    'Operators make these of objects that are applied with the service, so that nobody provides them:',
    table(['Secret', 'service', 'made by', 'keys', 'what for'], rows),
  ];
}

function beforeEnvironment(stack: Stack, environment: Environment, root: string): string[] {
  const { name, namespaceName, secretsProvided } = environment;
  const provided = providedSecrets(stack, name);
  const [example] = provided;
  if (example === undefined) return [];
  const own = provided.find(({ declared }) => declared === undefined);
  const others = provided.filter(isDeclared);
  const intro =
    secretsProvided && own !== undefined
      ? `${name} contains no Secret, so that applying it cannot overwrite one. Provide these first:`
      : `${name} uses Secrets that it does not contain. Provide these first:`;
  const [service] = servicesOf(stack, name, example);
  // The file has the namespace's name in base, so it is of use only where base is deployed and the environment has the same.
  const makeNamespace =
    service !== undefined && namespaceName(service.namespace) === namespaceInBase(stack, service)
      ? `kubectl apply --server-side -f ${root}/${service.name}/base/namespace.yaml`
      : `kubectl create namespace ${example.namespace}`;
  const first = `Their namespaces come first too, for example: ${code(makeNamespace)}.`;
  return [
    `### Before ${name}`,
    intro,
    secretsTable(provided),
    ...(own === undefined ? [first] : [`${first} Then, for example for ${code(own.services[0] ?? '')}:`]),
    ...(own === undefined ? [] : waysToProvide(own)),
    ...(others.length === 0
      ? []
      : [
          own === undefined ? 'Then, by hand:' : 'And the others, by hand:',
          fenced('sh', others.map(commandThatMakes)),
        ]),
  ];
}

/** The services in the namespace of a Secret in start order: the first one has the Namespace. */
function servicesOf(stack: Stack, environment: string, { services: [user = ''] }: ProvidedSecret): readonly Contract[] {
  const namespace = stack.contractNamed(user)?.namespace;
  return stack.servicesIn(environment).filter((service) => service.namespace === namespace);
}

function namespaceInBase({ environments: { base } }: Stack, { namespace }: Contract): string | undefined {
  return base?.deployed === true ? base.namespaceName(namespace) : undefined;
}

interface DeclaredAndProvided extends ProvidedSecret {
  readonly declared: DeclaredSecret;
}

function isDeclared(secret: ProvidedSecret): secret is DeclaredAndProvided {
  return secret.declared !== undefined;
}

/** What the other Secrets are for, and who provides them, is in columns of its own, if there are any. */
function secretsTable(provided: readonly ProvidedSecret[]): string {
  const hasOthers = provided.some(isDeclared);
  const head = ['Secret', 'namespace', 'keys', ...(hasOthers ? ['what for', 'provided by'] : [])];
  const rows = provided.map(({ name, namespace, keys, services, declared }) => {
    const why = declared?.why ?? `the values of ${services.join(', ')}`;
    const others = [printableMarkdown(why), printableMarkdown(declared?.providedBy ?? 'you')];
    return [code(name), code(namespace), keys.map(code).join(', '), ...(hasOthers ? others : [])];
  });
  return table(head, rows);
}

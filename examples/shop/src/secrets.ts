import { secret } from '@k8s-blocks/topology';

/** The key of the company's registry: the platform team has it in every cluster under this name. */
export const registry = secret({
  name: 'registry',
  why: 'pull images',
  type: 'kubernetes.io/dockerconfigjson',
  naming: 'fixed',
  providedBy: 'the platform team',
});

/** Who reads and writes the orders: the vault has it. */
export const ordersLogin = secret({
  name: 'orders-database',
  why: 'log in to the database',
  keys: ['username', 'password'],
  madeBy: 'ExternalSecret',
});

/** The superuser of the database: the vault has it, and the database alone reads it. */
export const superuser = secret({
  name: 'database-superuser',
  why: 'set up the database',
  keys: ['POSTGRES_PASSWORD'],
  madeBy: 'ExternalSecret',
});

/** What signs messages to the bank: it is sealed for each cluster, and committed. */
export const signingKey = secret({
  name: 'bank-signing-key',
  why: 'sign transfers',
  keys: ['signing.key'],
  madeBy: 'SealedSecret',
});

/** What the payments show to their callers. */
export const paymentsTls = secret({
  name: 'payments-tls',
  why: 'serve HTTPS in the cluster',
  type: 'kubernetes.io/tls',
  madeBy: 'Certificate',
});

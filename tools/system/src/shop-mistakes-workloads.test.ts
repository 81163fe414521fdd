import { describe } from 'vitest';
import { edit, itFinds, type Mistake, withField, without } from './shop-mistakes.test-helper.ts';

const POD = 'spec.template.spec';
const AUTOSCALER = 'HorizontalPodAutoscaler stg-catalog';

const autoscalers: readonly Mistake[] = [
  {
    mistake: 'a misspelt target of an autoscaler',
    edits: [edit(AUTOSCALER, 'spec.scaleTargetRef.name', 'stg-catalogue')],
    rule: 'autoscaler-target',
    object: `${AUTOSCALER} in stg-catalog`,
    field: 'spec.scaleTargetRef.name',
    problem: 'There is no Deployment stg-catalogue in stg-catalog.',
    remedy: 'Did you mean Deployment stg-catalog?',
  },
  {
    mistake: 'a target of an autoscaler without the prefix of the environment',
    edits: [edit(AUTOSCALER, 'spec.scaleTargetRef.name', 'catalog')],
    rule: 'autoscaler-target',
    object: `${AUTOSCALER} in stg-catalog`,
    field: 'spec.scaleTargetRef.name',
    problem: 'There is no Deployment catalog in stg-catalog.',
    remedy: 'Did you mean Deployment stg-catalog?',
  },
  {
    mistake: 'an autoscaler of a kind that the target does not have',
    edits: [edit(AUTOSCALER, 'spec.scaleTargetRef.kind', 'StatefulSet')],
    rule: 'autoscaler-target',
    object: `${AUTOSCALER} in stg-catalog`,
    field: 'spec.scaleTargetRef.kind',
    problem: 'There is no StatefulSet stg-catalog in stg-catalog.',
    remedy: 'Did you mean Deployment stg-catalog?',
  },
  {
    mistake: 'a misspelt kind of the target of an autoscaler',
    edits: [edit(AUTOSCALER, 'spec.scaleTargetRef.kind', 'Deploymnet')],
    rule: 'autoscaler-target',
    object: `${AUTOSCALER} in stg-catalog`,
    field: 'spec.scaleTargetRef.kind',
    problem: 'There is no kind Deploymnet in apps/v1.',
    remedy: 'Write one of "Deployment", "StatefulSet".',
  },
  {
    mistake: 'replicas beside an autoscaler',
    edits: [withField('Deployment stg-catalog', 'spec', 'replicas', 2)],
    rule: 'autoscaled-replicas',
    object: 'Deployment stg-catalog in stg-catalog',
    field: 'spec.replicas',
    problem: 'It says 2, and HorizontalPodAutoscaler stg-catalog in stg-catalog says how many pods it has.',
    remedy: 'Remove replicas',
  },
  {
    mistake: 'a sidecar without the request by which an autoscaler measures',
    edits: [without('Deployment stg-catalog', `${POD}.initContainers[0].resources.requests.cpu`)],
    rule: 'autoscaler-request',
    object: `${AUTOSCALER} in stg-catalog`,
    field: 'spec.metrics[0].resource',
    problem: 'The container "proxy" of Deployment stg-catalog in stg-catalog requests no cpu.',
    remedy: 'Give resources.requests.cpu.',
  },
];

const schedules: readonly Mistake[] = [
  {
    mistake: 'an hour that no day has',
    edits: [edit('CronJob stg-orders-report', 'spec.schedule', '0 25 * * *')],
    rule: 'cron-schedule',
    object: 'CronJob stg-orders-report in stg-orders',
    field: 'spec.schedule',
    problem: '"25" is not a valid hour (0-23).',
    remedy: 'like "0 3 * * *"',
  },
  {
    mistake: 'a schedule of four fields',
    edits: [edit('CronJob stg-orders-report', 'spec.schedule', '0 3 * *')],
    rule: 'cron-schedule',
    object: 'CronJob stg-orders-report in stg-orders',
    field: 'spec.schedule',
    problem: 'it has 4 fields, not five',
    remedy: 'Give minute, hour, day of month, month and day of week',
  },
  {
    mistake: 'a misspelt time zone',
    edits: [edit('CronJob stg-orders-report', 'spec.timeZone', 'Europe/Berlni')],
    rule: 'cron-schedule',
    object: 'CronJob stg-orders-report in stg-orders',
    field: 'spec.timeZone',
    problem: '"Europe/Berlni" is not a time zone.',
    remedy: 'like "Europe/Berlin"',
  },
];

const roles: readonly Mistake[] = [
  {
    mistake: 'a misspelt subject',
    edits: [edit('RoleBinding stg-operator', 'subjects[0].name', 'stg-operater')],
    rule: 'role-binding',
    object: 'RoleBinding stg-operator in stg-operator',
    field: 'subjects[0].name',
    problem: 'There is no ServiceAccount stg-operater in stg-operator.',
    remedy: 'Did you mean "stg-operator"?',
  },
  {
    mistake: 'a subject in the namespace of another service',
    edits: [edit('RoleBinding stg-operator', 'subjects[0].namespace', 'stg-web')],
    rule: 'role-binding',
    object: 'RoleBinding stg-operator in stg-operator',
    field: 'subjects[0].namespace',
    problem: 'There is no ServiceAccount stg-operator in stg-web.',
    remedy: 'Did you mean the one in "stg-operator"?',
  },
  {
    mistake: 'a subject in a namespace without the prefix of the environment',
    edits: [edit('RoleBinding stg-operator', 'subjects[0].namespace', 'operator')],
    rule: 'bare-name',
    object: 'RoleBinding stg-operator in stg-operator',
    field: 'subjects[0].namespace',
    problem: '"operator" is what Namespace stg-operator is called in base',
    remedy: 'Write "stg-operator"',
  },
  {
    mistake: 'a role that is not there',
    edits: [edit('RoleBinding stg-operator', 'roleRef.name', 'operator')],
    rule: 'role-binding',
    object: 'RoleBinding stg-operator in stg-operator',
    field: 'roleRef.name',
    problem: 'There is no Role operator in stg-operator.',
    remedy: 'Did you mean "stg-operator"?',
  },
  {
    mistake: 'a ClusterRole that is a Role',
    edits: [edit('RoleBinding stg-operator', 'roleRef.kind', 'ClusterRole')],
    rule: 'role-binding',
    object: 'RoleBinding stg-operator in stg-operator',
    field: 'roleRef.kind',
    problem: 'There is no ClusterRole stg-operator.',
    remedy: 'Write kind: Role',
  },
  {
    mistake: 'a resource in the singular',
    edits: [edit('Role stg-operator', 'rules[0].resources[0]', 'deployment')],
    rule: 'role-resource',
    object: 'Role stg-operator in stg-operator',
    field: 'rules[0].resources[0]',
    problem: '"deployment" is not a resource of the API group "apps".',
    remedy: 'Did you mean "deployments"?',
  },
  {
    mistake: 'a resource of another API group',
    edits: [edit('Role stg-operator', 'rules[0].apiGroups[0]', '')],
    rule: 'role-resource',
    object: 'Role stg-operator in stg-operator',
    field: 'rules[0].resources[0]',
    problem: '"deployments" is not a resource of the API group ""',
    remedy: 'It is one of "apps"',
  },
  {
    mistake: 'a token that is not mounted',
    edits: [edit('Deployment stg-operator', `${POD}.automountServiceAccountToken`, false)],
    rule: 'api-server-access',
    object: 'Deployment stg-operator in stg-operator',
    field: `${POD}.automountServiceAccountToken`,
    problem: 'It is declared to call the API server, and its pods mount no token.',
    remedy: 'Set automountServiceAccountToken: true.',
  },
  {
    mistake: 'a policy without the way to the API server',
    edits: [without('NetworkPolicy stg-operator', 'spec.egress[1]')],
    rule: 'declared-connection',
    object: 'NetworkPolicy stg-operator in stg-operator',
    field: 'spec.egress',
    problem: 'does not reach the API server on port 443/TCP',
    remedy: 'Emit operator again.',
  },
];

describe('a wrong autoscaler of the shop', () => itFinds('staging', autoscalers));
describe('a wrong schedule in the shop', () => itFinds('staging', schedules));
describe('wrong rights of a service of the shop', () => itFinds('staging', roles));

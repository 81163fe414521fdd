/** What the tests of rules have in common: objects that are right but for what a test changes. */
import type { Finding } from '@k8s-blocks/findings';
import { judgeObject } from './index.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What the rules find in a value. */
export function judge(object: unknown): Finding[] {
  return judgeObject({ object, document: '' });
}

/** What an API server refuses of a value. */
export function refusedIn(object: unknown): Finding[] {
  return judge(object).filter(({ severity }) => severity === 'error');
}

/** What a rule finds in an object. */
export function findingsOf(rule: string, object: unknown): Finding[] {
  return judge(object).filter((finding) => finding.rule === rule);
}

/** The fields where a rule finds a violation in an object; `pod` in them stands for `spec.template.spec`. */
export function violatingFields(rule: string, object: unknown): (string | undefined)[] {
  return findingsOf(rule, object).map(({ field }) => field?.replace(/^spec\.template\.spec\b/, 'pod'));
}

/** A container, right but for what is given. */
export function container(fields: Fields = {}): Fields {
  return { name: 'main', image: 'example.com/main:1', ...fields };
}

/** A Deployment of pods with a container, right but for what is given of the pods. */
export function deployment(pod: Fields = {}, spec: Fields = {}): Fields {
  const template = { metadata: { labels: { app: 'shop' } }, spec: { containers: [container()], ...pod } };
  const selector = { matchLabels: { app: 'shop' } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop' },
    spec: { selector, template, ...spec },
  };
}

/** A Deployment of pods with one container, right but for what is given of the container. */
export function deploymentOf(fields: Fields): Fields {
  return deployment({ containers: [container(fields)] });
}

/** A StatefulSet, right but for what is given. */
export function statefulSet(spec: Fields = {}, pod: Fields = {}): Fields {
  return { ...deployment(pod, spec), kind: 'StatefulSet' };
}

/** A DaemonSet, right but for what is given. */
export function daemonSet(spec: Fields = {}, pod: Fields = {}): Fields {
  return { ...deployment(pod, spec), kind: 'DaemonSet' };
}

/** What a Job is to do, right but for what is given. */
function jobSpec(spec: Fields, pod: Fields): Fields {
  return { template: { spec: { restartPolicy: 'Never', containers: [container()], ...pod } }, ...spec };
}

/** A Job, right but for what is given. */
export function job(spec: Fields = {}, pod: Fields = {}): Fields {
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'shop' }, spec: jobSpec(spec, pod) };
}

/** A CronJob, right but for what is given of it, its Jobs and their pods. */
export function cronJob(spec: Fields = {}, ofJobs: Fields = {}, pod: Fields = {}): Fields {
  const jobTemplate = { spec: jobSpec(ofJobs, pod) };
  const metadata = { name: 'shop' };
  return { apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { schedule: '0 3 * * *', jobTemplate, ...spec } };
}

/** An object of the core API, right but for what is given. */
export function core(kind: string, fields: Fields = {}): Fields {
  return { apiVersion: 'v1', kind, metadata: { name: 'shop' }, ...fields };
}

/** A Service with a port, right but for what is given. */
export function service(spec: Fields = {}): Fields {
  return core('Service', { spec: { selector: { app: 'shop' }, ports: [{ port: 80 }], ...spec } });
}

/** A NetworkPolicy, right but for what is given. */
export function networkPolicy(spec: Fields = {}): Fields {
  const metadata = { name: 'shop' };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: { podSelector: {}, ...spec } };
}

/** A PodDisruptionBudget, right but for what is given. */
export function disruptionBudget(spec: Fields = {}): Fields {
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'shop' }, spec };
}

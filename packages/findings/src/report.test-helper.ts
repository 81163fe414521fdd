import type { Finding, Result } from './index.ts';

export const error: Finding = {
  rule: 'container-ports',
  severity: 'error',
  code: 'FieldValueTypeInvalid',
  service: 'payments',
  environment: 'staging',
  file: 'k8s/pay ments/deployment.yaml',
  line: 12,
  column: 3,
  object: 'Deployment payments',
  reference: { group: 'apps', kind: 'Deployment', name: 'payments' },
  field: 'spec.replicas',
  problem: '"x" is not a number.',
  why: 'The server refuses it.',
  remedy: 'Write a number.',
};
export const warning: Finding = { rule: 'probes', severity: 'warning', code: 'probes', problem: 'There is no probe.' };
export const result: Result = {
  findings: [error, warning],
  waived: [{ finding: { ...error, rule: 'host-ports' }, reason: 'The old host needs it.' }],
  sources: [{ file: 'k8s/payments/deployment.yaml', kind: 'file', objects: 2 }],
};

/** What a hostile manifest would like to have printed. */
export const HOSTILE =
  '\u001b[2J\u009b1m\r\n::error file=x::owned\n ##[error]owned ##vso[task]\u202e[a](http://evil) {0} 100%';
export const hostile: Finding = {
  rule: 'unreadable',
  severity: 'error',
  code: HOSTILE,
  service: HOSTILE,
  environment: HOSTILE,
  file: HOSTILE,
  line: 1,
  object: HOSTILE,
  field: HOSTILE,
  problem: HOSTILE,
  why: HOSTILE,
  remedy: HOSTILE,
};

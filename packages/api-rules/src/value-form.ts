/** The forms that values of fields have, whatever else the object says. */
import {
  dnsLabelProblem,
  dnsSubdomainProblem,
  labelKeyProblem,
  labelValueProblem,
  parseQuantity,
} from '@k8s-blocks/manifest';
import { addressProblem, cidrProblem } from './address.ts';
import { apiVersionProblem, driverNameProblem, kindNameProblem, rfc1035LabelProblem } from './api-names.ts';
import { pathSegmentProblem, qualifiedNameProblem } from './formats.ts';
import { invalid, quote, type Violations } from './violation.ts';

/** The form of a text or of a quantity. */
export type ValueForm =
  | 'absolute-path'
  | 'api-version'
  | 'cidr'
  | 'dns-label'
  | 'dns-subdomain'
  | 'driver-name'
  | 'ip-address'
  | 'kind-name'
  | 'label-key'
  | 'label-value'
  | 'path-segment'
  | 'qualified-name'
  | 'quantity-not-negative'
  | 'quantity-positive'
  | 'rfc-1035-label';

interface Form {
  /** What is wrong with a value, as a sentence; undefined if nothing is. */
  readonly problem: (value: string) => string | undefined;
  /** What would be right. */
  readonly remedy: string;
}

const FORMS: Readonly<Record<ValueForm, Form>> = {
  'absolute-path': {
    problem: (value) => (value.startsWith('/') ? undefined : `${quote(value)} is not an absolute path.`),
    remedy: 'Begin it with "/".',
  },
  'api-version': { problem: apiVersionProblem, remedy: 'Write it as "example.com/v1".' },
  cidr: { problem: cidrProblem, remedy: 'Give a block such as "10.0.0.0/8".' },
  'dns-label': {
    problem: dnsLabelProblem,
    remedy: 'Use lower-case letters, digits and "-", at most 63, with a letter or digit at both ends.',
  },
  'dns-subdomain': {
    problem: dnsSubdomainProblem,
    remedy: 'Use lower-case letters, digits, "-" and ".", at most 253, with a letter or digit at both ends.',
  },
  'driver-name': {
    problem: driverNameProblem,
    remedy: 'Use the name under which the driver registers, such as "gpu.example.com".',
  },
  'ip-address': { problem: addressProblem, remedy: 'Give an IP address, such as "10.0.0.1".' },
  'kind-name': { problem: kindNameProblem, remedy: 'Use a name such as "Database".' },
  'label-key': {
    problem: labelKeyProblem,
    remedy: 'Use letters, digits, "-", "_" and ".", at most 63, optionally after a DNS subdomain and "/".',
  },
  'label-value': {
    problem: labelValueProblem,
    remedy: 'Use letters, digits, "-", "_" and ".", at most 63, with a letter or digit at both ends.',
  },
  'path-segment': { problem: pathSegmentProblem, remedy: 'Use a name without "/" and "%", other than "." and "..".' },
  'qualified-name': {
    problem: qualifiedNameProblem,
    remedy: 'Use letters, digits, "-", "_" and ".", at most 63, optionally after a DNS subdomain and "/".',
  },
  'quantity-not-negative': {
    problem: (value) => ((parseQuantity(value) ?? 0n) < 0n ? `${quote(value)} is less than 0.` : undefined),
    remedy: 'Give an amount of 0 or more.',
  },
  'quantity-positive': {
    problem: (value) => ((parseQuantity(value) ?? 1n) <= 0n ? `${quote(value)} is not more than 0.` : undefined),
    remedy: 'Give an amount of more than 0.',
  },
  'rfc-1035-label': {
    problem: rfc1035LabelProblem,
    remedy: 'Use lower-case letters, digits and "-", at most 63, with a letter first and no "-" last.',
  },
};

/** What is wrong with the form of a value. */
export function formViolations(field: string, value: string | number, form: ValueForm): Violations {
  const { problem, remedy } = FORMS[form];
  return invalid(field, problem(String(value)), remedy);
}

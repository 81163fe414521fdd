/** The forms that values of fields have, whatever else the object says. */
import {
  dnsLabelProblem,
  dnsSubdomainProblem,
  type KubernetesVersion,
  labelKeyProblem,
  labelValueProblem,
  NEWEST_KUBERNETES,
  parseQuantity,
  portNameProblem,
} from '@k8s-blocks/manifest';
import { addressProblem, canonicalAddressProblem, canonicalCidrProblem } from './address.ts';
import { apiVersionProblem, kindNameProblem, rfc1035LabelProblem } from './api-names.ts';
import {
  backstepProblem,
  driverNameProblem,
  nameOfServiceProblem,
  pathSegmentProblem,
  qualifiedNameProblem,
} from './formats.ts';
import { SUBDOMAIN_REMEDY } from './object-names.ts';
import { invalid, quote, type Violations } from './violation.ts';

/** The form of a text or of a quantity. */
export type ValueForm =
  | 'absolute-path'
  | 'api-version'
  | 'canonical-cidr'
  | 'canonical-ip-address'
  | 'dns-label'
  | 'dns-subdomain'
  | 'driver-name'
  | 'group-version'
  | 'ip-address'
  | 'kind-name'
  | 'label-key'
  | 'label-value'
  | 'path-segment'
  | 'path-without-backsteps'
  | 'port-name'
  | 'qualified-name'
  | 'qualified-name-in-any-case'
  | 'quantity-not-negative'
  | 'quantity-positive'
  | 'rfc-1035-label'
  | 'service-name';

/** The fields of each form, by the packages of their types: names with blanks between. */
export type FieldsByForm = Readonly<Partial<Record<ValueForm, Readonly<Record<string, string>>>>>;

interface Form {
  /** What is wrong with a value, as a sentence; undefined if nothing is. */
  readonly problem: (value: string, kubernetes: KubernetesVersion) => string | undefined;
  /** How many characters a value has at most; absent if the form says it otherwise. */
  readonly maxLength?: number;
  /** What would be right. */
  readonly remedy: string;
}

const FORMS: Readonly<Record<ValueForm, Form>> = {
  'absolute-path': {
    problem: (value) => (value.startsWith('/') ? undefined : `${quote(value)} is not an absolute path.`),
    remedy: 'Begin it with "/".',
  },
  'api-version': { problem: apiVersionProblem, remedy: 'Write it as "example.com/v1".' },
  'canonical-cidr': { problem: canonicalCidrProblem, remedy: 'Give a block such as "10.0.0.0/8".' },
  'canonical-ip-address': { problem: canonicalAddressProblem, remedy: 'Give an IP address, such as "10.0.0.1".' },
  'dns-label': {
    problem: dnsLabelProblem,
    remedy: 'Use lower-case letters, digits and "-", at most 63, with a letter or digit at both ends.',
  },
  'dns-subdomain': {
    problem: dnsSubdomainProblem,
    remedy: SUBDOMAIN_REMEDY,
  },
  'driver-name': {
    problem: driverNameProblem,
    maxLength: 63,
    remedy: 'Name the driver, as in "disk.csi.example.com", at most 63 characters.',
  },
  'group-version': {
    problem: (value) => (value.split('/').length > 2 ? `${quote(value)} has more than one "/".` : undefined),
    remedy: 'Write a group and a version, such as "apps/v1".',
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
  'path-without-backsteps': { problem: backstepProblem, remedy: 'Give a path without "..".' },
  'port-name': {
    problem: portNameProblem,
    remedy: 'Use lower-case letters, digits and "-", at most 15, with at least one letter.',
  },
  'qualified-name': {
    problem: qualifiedNameProblem,
    remedy: 'Use letters, digits, "-", "_" and ".", at most 63, optionally after a DNS subdomain and "/".',
  },
  'qualified-name-in-any-case': {
    problem: (value) => qualifiedNameProblem(value.toLowerCase()),
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
  'service-name': {
    problem: nameOfServiceProblem,
    remedy: 'Use lower-case letters, digits and "-", at most 63, with a letter first and no "-" last.',
  },
};

/** What is wrong with the form of a value, for an API server of that version. Default: the newest. */
export function formViolations(
  field: string,
  value: string | number,
  form: ValueForm,
  kubernetes: KubernetesVersion = NEWEST_KUBERNETES,
): Violations {
  const { problem, maxLength = Infinity, remedy } = FORMS[form];
  if (String(value).length > maxLength) {
    const sentence = `It has ${String(value).length} characters, and ${maxLength} are the most.`;
    return [{ code: 'FieldValueTooLong', field, problem: sentence, remedy }];
  }
  return invalid(field, problem(String(value), kubernetes), remedy);
}

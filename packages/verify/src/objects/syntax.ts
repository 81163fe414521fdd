/**
 * The forms of names and labels, as sentences of what is wrong with a value, or undefined if it is right.
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and .../labels/.
 */
import { quote } from './fault.ts';

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const serviceName = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const labelName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const portName = /^[-a-z0-9]+$/;

/** What is wrong with a DNS label (RFC 1123), such as the name of a container or a namespace. */
export function dnsLabelFault(value: string): string | undefined {
  return (
    lengthFault(value, 63) ??
    (label.test(value)
      ? undefined
      : `${quote(value)} is no DNS label: lower-case letters, digits and "-", with a letter or digit at both ends.`)
  );
}

/** What is wrong with a DNS subdomain (RFC 1123), such as the name of a ConfigMap. */
export function dnsSubdomainFault(value: string): string | undefined {
  return (
    lengthFault(value, 253) ??
    (subdomain.test(value)
      ? undefined
      : `${quote(value)} is no DNS subdomain: lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part.`)
  );
}

/** What is wrong with a DNS label of RFC 1035, which must begin with a letter, such as the name of a Service. */
export function serviceNameFault(value: string): string | undefined {
  return (
    lengthFault(value, 63) ??
    (serviceName.test(value)
      ? undefined
      : `${quote(value)} is no name of a Service: lower-case letters, digits and "-", with a letter first and no "-" last.`)
  );
}

/** What is wrong with the name of a port (IANA service name). */
export function portNameFault(value: string): string | undefined {
  const long = lengthFault(value, 15);
  if (long !== undefined) return long;
  if (!portName.test(value)) return `${quote(value)} is no port name: only lower-case letters, digits and "-".`;
  if (!/[a-z]/.test(value)) return `${quote(value)} is no port name: it holds no letter.`;
  if (value.includes('--')) return `${quote(value)} is no port name: two "-" follow one another.`;
  if (value.startsWith('-') || value.endsWith('-')) return `${quote(value)} is no port name: "-" stands at an end.`;
  return undefined;
}

/** What is wrong with the key of a label: an optional DNS subdomain and `/`, then a name. */
export function labelKeyFault(value: string): string | undefined {
  const parts = value.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.length > 2) return `${quote(value)} is no label key: it holds more than one "/".`;
  if (parts.length === 2) {
    const prefix = dnsSubdomainFault(parts[0] ?? '');
    if (prefix !== undefined) return `${quote(value)} is no label key: ${prefix}`;
  }
  if (name === '') return `${quote(value)} is no label key: its name is empty.`;
  if (name.length > 63)
    return `${quote(value)} is no label key: its name has ${name.length} characters, at most 63 may be.`;
  if (!labelName.test(name)) {
    return `${quote(value)} is no label key: its name may hold letters, digits, "-", "_" and ".", with a letter or digit at both ends.`;
  }
  return undefined;
}

/** What is wrong with the value of a label. The empty string is right. */
export function labelValueFault(value: string): string | undefined {
  if (value === '') return undefined;
  return (
    lengthFault(value, 63) ??
    (labelName.test(value)
      ? undefined
      : `${quote(value)} is no label value: letters, digits, "-", "_" and ".", with a letter or digit at both ends.`)
  );
}

function lengthFault(value: string, most: number): string | undefined {
  return value.length <= most ? undefined : `${quote(value)} has ${value.length} characters, at most ${most} may be.`;
}

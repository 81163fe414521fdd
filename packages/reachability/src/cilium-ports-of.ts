import { type Fields, fieldsOf, integerOf, isAbsent, listOf, textOf } from '@k8s-blocks/manifest';
import type { Protocol } from './model.ts';
import type { PolicyPort } from './policy.ts';

/** What is read in place of a port that is not understood: no port has an empty name. */
const NO_PORT: PolicyPort = { protocol: 'TCP', port: '' };

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** What of the ports of a rule restricts more than the port: read as if every request to it were let through. */
const RESTRICTIONS: Readonly<Record<string, string>> = {
  http: 'HTTP requests',
  kafka: 'requests of Kafka',
  l7: 'requests',
};

/** Says that a part is not judged, or not in full. */
export type Note = (field: string, problem: string) => void;

/**
 * The ports of a rule of Cilium: empty where `toPorts` is absent or empty, which means every port. Port 0 is every port of its
 * protocol, and a protocol that is absent any.
 *
 * @param field `spec.egress[0].toPorts`.
 * @see https://docs.cilium.io/en/stable/security/policy/layer4/
 */
export function ciliumPortsOf(toPorts: unknown, field: string, note: Note): readonly PolicyPort[] {
  if (isAbsent(toPorts)) return [];
  if (!Array.isArray(toPorts)) return [NO_PORT];
  const entries = toPorts.map(fieldsOf);
  for (const [index, entry] of entries.entries()) noteRestrictions(entry, `${field}[${index}]`, note);
  const ports = entries.flatMap((entry) => listOf(entry.ports).flatMap((port) => portsOf(fieldsOf(port))));
  return ports.length === 0 && entries.length > 0 ? [NO_PORT] : ports;
}

/** The patterns of names that pods resolve through the DNS proxy, where a rule sends name resolution there. */
export function proxiedHostsOf(toPorts: unknown): readonly string[] {
  return listOf(toPorts)
    .flatMap((entry) => listOf(fieldsOf(fieldsOf(entry).rules).dns))
    .flatMap((each) => hostPatternOf(each) ?? []);
}

/** The pattern of a selector of hosts: `matchName` has no wildcards, `matchPattern` may. */
export function hostPatternOf(value: unknown): string | undefined {
  const { matchName, matchPattern } = fieldsOf(value);
  return textOf(matchName) || textOf(matchPattern) || undefined;
}

function portsOf({ port, endPort, protocol }: Fields): readonly PolicyPort[] {
  const text = textOf(port) ?? '';
  const last = integerOf(endPort);
  return protocolsOf(protocol).map((each) => {
    if (!/^[0-9]{1,5}$/.test(text)) return { protocol: each, port: text.toLowerCase() };
    if (Number(text) === 0) return { protocol: each };
    return { protocol: each, port: Number(text), ...(last === undefined ? {} : { endPort: last }) };
  });
}

/** None for protocols without ports, such as ICMP, which are not judged. */
function protocolsOf(value: unknown): readonly Protocol[] {
  if (isAbsent(value) || value === '' || value === 'ANY') return PROTOCOLS;
  return PROTOCOLS.filter((protocol) => protocol === value);
}

function noteRestrictions(entry: Fields, field: string, note: Note): void {
  const rules = fieldsOf(entry.rules);
  for (const [name, requests] of Object.entries(RESTRICTIONS)) {
    if (listOf(rules[name]).length === 0) continue;
    note(`${field}.rules.${name}`, `Which ${requests} it lets through is not judged, but the port alone.`);
  }
  const names = listOf(rules.dns).flatMap((each) => hostPatternOf(each) ?? []);
  if (names.length > 0 && !names.includes('*')) {
    note(`${field}.rules.dns`, 'Which names it lets pods resolve is not judged, but the port alone.');
  }
  if (listOf(entry.serverNames).length > 0) {
    note(
      `${field}.serverNames`,
      'For which names of TLS it lets connections through is not judged, but the port alone.',
    );
  }
  if (!isAbsent(entry.listener)) {
    note(`${field}.listener`, 'What the listener does with connections is not judged, but the port alone.');
  }
}

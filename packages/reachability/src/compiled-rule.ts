import { type CompiledPeer, compilePeer, type PeerContext } from './compiled-peer.ts';
import type { Protocol } from './model.ts';
import type { PolicyAction, PolicyPort, PolicyRule } from './policy.ts';
import type { ResolvedEndpoint } from './resolved-endpoint.ts';
import type { PolicyName, RuleName } from './verdict.ts';

/** A rule, compiled for many questions. */
export interface CompiledRule {
  readonly name: RuleName;
  readonly action: PolicyAction;
  /** Equal for rules that match the same: JSON, made when it is first read, which only a matrix does. */
  readonly key: string;
  /** None: the rule has no peers, and so matches all. */
  readonly peers: readonly CompiledPeer[];
  readonly matchesPeer: (endpoint: ResolvedEndpoint) => boolean;
  readonly matchesPort: (port: number, protocol: Protocol, destination: ResolvedEndpoint) => boolean;
}

/** Compiles a rule of a policy: its action is for what matches one of its peers and one of its ports. */
export function compileRule(rule: PolicyRule, policy: PolicyName, context: PeerContext): CompiledRule {
  const { action, peers, ports, field } = rule;
  const compiled = peers.map((peer) => compilePeer(peer, context));
  const portMatchers = ports.map(compilePort);
  let key: string | undefined;
  return {
    name: { ...policy, field },
    action,
    get key() {
      const portKeys = () => ports.map((port) => [port.protocol, port.port, port.endPort]);
      key ??= `[[${compiled.map((peer) => peer.key).join()}],${JSON.stringify(portKeys())}]`;
      return key;
    },
    peers: compiled,
    matchesPeer: compiled.length === 0 ? () => true : anyOf(compiled),
    matchesPort: (port, protocol, destination) =>
      portMatchers.length === 0 || portMatchers.some((matches) => matches(port, protocol, destination)),
  };
}

/** Rules of more peers than this remember whom they match: thousands of addresses may be asked of thousands of peers. */
const MANY_PEERS = 20;

/** The question whether one of the peers matches an endpoint. */
function anyOf(peers: readonly CompiledPeer[]): CompiledRule['matchesPeer'] {
  const matches: CompiledRule['matchesPeer'] = (endpoint) => peers.some((peer) => peer.matches(endpoint));
  if (peers.length <= MANY_PEERS) return matches;
  const known = new WeakMap<ResolvedEndpoint, boolean>();
  return (endpoint) => {
    const answer = known.get(endpoint) ?? matches(endpoint);
    known.set(endpoint, answer);
    return answer;
  };
}

/** A named port is looked up at the destination, for egress as for ingress. */
function compilePort({ protocol, port, endPort }: PolicyPort): CompiledRule['matchesPort'] {
  if (port === undefined) return endPort === undefined ? (_port, asked) => asked === protocol : () => false;
  if (typeof port === 'number') {
    const last = endPort ?? port;
    return (asked, askedProtocol) => askedProtocol === protocol && port <= asked && asked <= last;
  }
  if (endPort !== undefined) return () => false;
  return (asked, askedProtocol, destination) =>
    askedProtocol === protocol && destination.portNamed(port, protocol) === asked;
}

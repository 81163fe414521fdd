import type { PlaceData, PolicyData, ReasonData } from '@k8s-blocks/report';
import { isAllowed } from './data.ts';
import { type Content, h } from './dom.ts';

/** One of the two sides of a connection, each of which must let it through. */
export interface Side {
  readonly direction: 'egress' | 'ingress';
  /** Whose side it is. */
  readonly party: string;
  readonly reason: ReasonData;
}

/** Why one side lets a connection through or denies it, with the rule and its file. */
export function sideElement(side: Side): HTMLElement {
  const { direction, party, reason } = side;
  const allowed = isAllowed(reason);
  const verdict = h('strong', {}, allowed ? 'Let through' : 'Denied');
  return h(
    'li',
    { class: allowed ? 'side allowed' : 'side denied' },
    h('p', {}, verdict, ` by the ${direction} of ${party}`),
    ...reasonLines(side).map((line) => h('p', {}, line)),
  );
}

function reasonLines({ direction, party, reason }: Side): (readonly Content[])[] {
  switch (reason.kind) {
    case 'open':
      return [[`No policy isolates the ${direction} of ${party}.`]];
    case 'same-pod':
      return [['No policy comes between a pod and itself.']];
    case 'isolated':
      return [
        [`It is isolated by ${reason.policies.map(({ title }) => title).join(', ')}, and no rule there allows this.`],
        ...reason.policies.map(policyPlace),
      ];
    case 'rule': {
      const { field, title, peers = [], ports } = reason.rule;
      return [
        [h('code', {}, field), ` of ${title}`],
        policyPlace(reason.rule),
        ...(peers.length === 0
          ? []
          : [[direction === 'egress' ? 'To' : 'From', ...peersContent(peers), ` on ${ports}`]]),
      ];
    }
  }
}

/** One peer in the sentence, several as a list. */
function peersContent(peers: readonly string[]): Content[] {
  if (peers.length === 1) return [` ${peers[0]}`];
  return [
    h(
      'span',
      { class: 'peers' },
      peers.map((peer) => h('span', {}, peer)),
    ),
  ];
}

function policyPlace(policy: PolicyData): readonly Content[] {
  return policy.file === undefined ? [] : [placeElement({ ...policy, file: policy.file })];
}

/** A file and line, as editors and terminals open it. */
export function placeElement({ file, line }: PlaceData): HTMLElement {
  return h('code', { class: 'place' }, breakable(line === undefined ? file : `${file}:${line}`));
}

/** An address or a path, which is broken into lines behind dots and slashes alone. */
export function breakable(text: string): Content[] {
  const parts = text.split(/(?<=[./])(?![./])/);
  return parts.flatMap((part, index) => [index > 0 && h('wbr'), h('span', { class: 'whole' }, part)]);
}

/** Why something is so in a few words, for a cell and for screen readers. */
export function reasonText(reason: ReasonData): string {
  switch (reason.kind) {
    case 'open':
      return 'no policy isolates it';
    case 'same-pod':
      return 'a pod reaches itself';
    case 'isolated':
      return `isolated by ${reason.policies.map(({ title }) => title).join(', ')}`;
    case 'rule':
      return `${reason.rule.field} of ${reason.rule.title}`;
  }
}

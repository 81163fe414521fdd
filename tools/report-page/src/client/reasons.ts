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
  return h(
    'li',
    { class: allowed ? 'side allowed' : 'side denied' },
    h(
      'p',
      { class: 'verdict' },
      h('strong', {}, allowed ? 'Let through' : 'Denied'),
      ` by the ${direction} of ${party}`,
    ),
    h('p', {}, ...reasonContent(side)),
  );
}

function reasonContent({ direction, party, reason }: Side): Content[] {
  switch (reason.kind) {
    case 'open':
      return [`No policy isolates the ${direction} of ${party}.`];
    case 'same-pod':
      return ['No policy comes between a pod and itself.'];
    case 'isolated':
      return [
        `It is isolated by `,
        ...reason.policies.flatMap((policy, index) => [index === 0 ? '' : ', ', policyElement(policy)]),
        ', and no rule there allows this.',
      ];
    case 'rule': {
      const { rule, allowed } = reason;
      const text =
        rule.text === undefined
          ? undefined
          : h('span', { class: 'rule' }, `${direction === 'egress' ? 'To' : 'From'} ${rule.text}`);
      return [h('code', {}, rule.field), ' of ', policyElement(rule), allowed ? '' : ', which denies it', text];
    }
  }
}

function policyElement(policy: PolicyData): HTMLElement {
  const place = policy.file === undefined ? undefined : placeElement({ ...policy, file: policy.file });
  return h('span', {}, policy.title, place && ' ', place);
}

/** A file and line, as editors and terminals open it. */
export function placeElement({ file, line }: PlaceData): HTMLElement {
  return h('code', { class: 'place' }, line === undefined ? file : `${file}:${line}`);
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

import { describe, expect, it } from 'vitest';
import { formatNames, Refusal } from './index.ts';

describe('a refusal', () => {
  it('reads as its location, what is wrong and what would be right', () => {
    const refusal = new Refusal({
      service: 'payments',
      environment: 'staging',
      object: 'Deployment payments',
      field: 'spec.replicas',
      problem: '-1 is not a valid number of replicas.',
      remedy: 'Give 0 or more.',
    });
    expect(refusal.message).toBe(
      'payments › staging › Deployment payments › spec.replicas\n  -1 is not a valid number of replicas.\n  Give 0 or more.',
    );
  });

  it('is completed from the inside out, and keeps what the thrower knew', () => {
    const inner = new Refusal({ field: 'metadata.name', problem: 'Too long.' });
    const outer = inner.within({ service: 'payments', field: 'somewhere else' });
    expect(outer.problems).toEqual([{ service: 'payments', field: 'metadata.name', problem: 'Too long.' }]);
  });

  it('says all of its problems at once', () => {
    const refusal = new Refusal([{ problem: 'One.' }, { problem: 'Two.' }]);
    expect(refusal.message).toBe('One.\n\nTwo.');
  });

  it('prints what it quotes as text: no control, no command to a workflow, no line that looks like ours', () => {
    const object = 'Secret a\u001b[2J\n::error::b';
    const refusal = new Refusal({
      object,
      problem: '"c\n::stop-commands::d" is not a valid name.',
      remedy: 'Use another.\u0007',
    });
    expect(refusal.message).toBe(
      'Secret a\\u001b[2J : :error::b\n  "c\n  : :stop-commands::d" is not a valid name.\n  Use another.\\u0007',
    );
    expect(refusal.problems[0]?.object).toBe(object);
  });

  it('formats names for a sentence, and says none for an empty list', () => {
    expect(formatNames(['http', 'ws'])).toBe('"http", "ws"');
    expect(formatNames([])).toBe('none');
  });
});

import type { Trouble } from './pod-trouble.ts';

/** How long a trouble that may pass must last to be believed, in milliseconds: the kubelet tries again after 10, and 20 more seconds. */
const PATIENCE_MS = 30_000;

/** A trouble, and whether it is certain by now. */
export type JudgedTrouble = Trouble & { readonly isCertain: boolean };

/** What was seen of something that does not start. */
interface Seen {
  /** When it was first seen so, in milliseconds. */
  readonly since: number;
  /** Whether the kubelet has given up to pull for a while. */
  readonly backedOff: boolean;
  /** Whether it has tried again after that, and failed. */
  readonly again: boolean;
}

/** What was seen of the objects of a cluster so far, by which it is known whether a trouble lasts. */
export class TroubleHistory {
  readonly #seen = new Map<string, Map<string, Seen>>();

  /**
   * The troubles of an object, and whether each is certain by now: it cannot pass; or it was seen again after the kubelet had waited and
   * tried again; or it has lasted for half a minute.
   *
   * @param uid of the object.
   * @param now in milliseconds.
   */
  judge(uid: string, troubles: readonly Trouble[], now: number): readonly JudgedTrouble[] {
    const before = this.#seen.get(uid);
    // What has passed counts anew when it comes again.
    const seen = new Map<string, Seen>();
    this.#seen.set(uid, seen);
    return troubles.map((trouble) => {
      if (trouble.certainty !== 'if-it-lasts') return { ...trouble, isCertain: trouble.certainty === 'certain' };
      const container = trouble.container ?? '';
      const state = next(before?.get(container), trouble.reason, now);
      seen.set(container, state);
      return { ...trouble, isCertain: state.again || now - state.since >= PATIENCE_MS };
    });
  }
}

function next(before: Seen | undefined, reason: string, now: number): Seen {
  const { since, backedOff, again } = before ?? { since: now, backedOff: false, again: false };
  return {
    since,
    backedOff: backedOff || reason === 'ImagePullBackOff',
    again: again || (backedOff && reason === 'ErrImagePull'),
  };
}

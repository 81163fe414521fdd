import { fieldsOf, formatReference, listOf, nonEmptyTextOf, printable } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { ObjectAddress } from './cluster-object.ts';
import type { ApiAnswer } from './http.ts';

/** A field that another manager has, with another value. */
export interface FieldConflict {
  /** The name of the manager, as in `metadata.managedFields`: `kubectl`, `kube-controller-manager`. */
  readonly manager: string;
  /** The path of the field: `spec.replicas`. */
  readonly field: string;
}

/** One reason of a refusal. */
export interface RefusalCause {
  /** A word of Kubernetes: `FieldValueInvalid`, `FieldManagerConflict`. Absent if the server gives none. */
  readonly reason?: string;
  /** The path of the field: `spec.ports[0].name`. Absent if it is about the whole object. */
  readonly field?: string;
  /** What is wrong, made printable, without values of Secrets. */
  readonly message: string;
}

/** What a server says of a refusal. */
export interface ServerRefusalDetails {
  /** The status of HTTP: 403, 409, 422. */
  readonly status: number;
  /** The reason in one word, as in a Status: `AlreadyExists`, `Conflict`, `Forbidden`, `Invalid`, `NotFound`; else empty. */
  readonly reason: string;
  /** The message of the server, made printable, without values of Secrets. */
  readonly serverMessage: string;
  /** Whether the server says that the request was denied, as by a webhook or a policy of admission. */
  readonly isDenied: boolean;
  readonly causes: readonly RefusalCause[];
  /** The fields that others manage; none unless an apply was refused because of them. */
  readonly conflicts: readonly FieldConflict[];
}

/** As that of Refusal: `instanceof` also holds where two copies of this package are loaded in one process. */
const SERVER_REFUSAL = Symbol.for('k8s-blocks.server-refusal');

/**
 * The server refused a request. As a {@link Refusal} it has a problem for each field that the server names, with the object.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
export class ServerRefusal extends Refusal implements ServerRefusalDetails {
  readonly [SERVER_REFUSAL] = true;
  readonly status: number;
  readonly reason: string;
  readonly serverMessage: string;
  readonly isDenied: boolean;
  readonly causes: readonly RefusalCause[];
  readonly conflicts: readonly FieldConflict[];

  static override [Symbol.hasInstance](value: unknown): value is ServerRefusal {
    return typeof value === 'object' && value !== null && SERVER_REFUSAL in value;
  }

  /** @param object what it is about; undefined for a list or a watch. */
  constructor(details: ServerRefusalDetails, object?: Pick<ObjectAddress, 'kind' | 'namespace' | 'name'>) {
    super(problemsOf(details, object === undefined ? undefined : formatReference(object, { withNamespace: true })));
    this.status = details.status;
    this.reason = details.reason;
    this.serverMessage = details.serverMessage;
    this.isDenied = details.isDenied;
    this.causes = details.causes;
    this.conflicts = details.conflicts;
  }
}

/**
 * The details of an answer that is a refusal.
 *
 * @param hide hides values of Secrets, as {@link hideSecretsOf} of packages/kubectl makes it.
 */
export function refusalDetails({ status, body }: ApiAnswer, hide: (text: string) => string): ServerRefusalDetails {
  const shown = (text: string) => printable(hide(text)).trim();
  const { message, reason, details } = fieldsOf(body);
  const text = typeof body === 'string' ? body : (nonEmptyTextOf(message) ?? '');
  const given = listOf(fieldsOf(details).causes).flatMap((cause) => causeOf(cause, shown));
  return {
    status,
    reason: nonEmptyTextOf(reason) ?? '',
    serverMessage:
      text.trim() === '' ? `It answered with the status ${status} of HTTP.` : shortened(shown(text), MAX_MESSAGE),
    isDenied: /\bdenied (?:the )?request\b/.test(text),
    causes: given.length > 0 ? given : causesInMessage(shown(text)),
    conflicts: listOf(fieldsOf(details).causes).flatMap(conflictOf),
  };
}

/** How many characters of a message are shown: one of several policies of admission has a thousand. */
const MAX_MESSAGE = 4000;

/** How many characters of a value are shown: of a change that is not allowed, a server quotes the whole value. */
const MAX_VALUE = 400;

/** Without the middle of a text that is longer than a number of characters. */
function shortened(text: string, max: number): string {
  const left = text.length - max;
  return left <= 0 ? text : `${text.slice(0, max / 2)}… (${left} more characters) …${text.slice(-max / 2)}`;
}

/** What a server quotes, before it says why: `Invalid value: {"app":"web"}: field is immutable`. */
const QUOTES = 'Invalid value: ';

/** The message of a cause without the middle of a long value. */
function withShortValue(message: string): string {
  const begin = message.indexOf(QUOTES) + QUOTES.length;
  const end = message.lastIndexOf(': ');
  const isQuoted = begin >= QUOTES.length && end >= begin;
  const short = isQuoted
    ? `${message.slice(0, begin)}${shortened(message.slice(begin, end), MAX_VALUE)}${message.slice(end)}`
    : message;
  return shortened(short, MAX_MESSAGE);
}

function causeOf(cause: unknown, shown: (text: string) => string): readonly RefusalCause[] {
  const { reason, field, message } = fieldsOf(cause);
  const text = nonEmptyTextOf(message);
  if (text === undefined) return [];
  const path = fieldPathOf(field);
  return [
    {
      ...(typeof reason === 'string' ? { reason } : {}),
      ...(path === undefined ? {} : { field: path }),
      message: withShortValue(shown(text)),
    },
  ];
}

/** `conflict with "kubectl" using apps/v1`, and with a time and a subresource in between. */
function conflictOf(cause: unknown): readonly FieldConflict[] {
  const { reason, field, message } = fieldsOf(cause);
  const path = fieldPathOf(field);
  if (reason !== 'FieldManagerConflict' || path === undefined) return [];
  const [, quoted = '""'] = /^conflict with ("(?:[^"\\]|\\.)*")/.exec(nonEmptyTextOf(message) ?? '') ?? [];
  return [{ manager: printable(unquoted(quoted)), field: path }];
}

/** Go's quotes are those of JSON, except for some escapes. */
function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

/** Paths of fields of server-side apply begin with a dot: `.spec.replicas`. Causes of the whole object have none, or `<nil>`. */
function fieldPathOf(field: unknown): string | undefined {
  const path = nonEmptyTextOf(field)?.replace(/^\./, '');
  return path === undefined || path === '' || path === '<nil>' ? undefined : printable(path);
}

/**
 * The causes of a refusal that has them in its message alone: of fields that cannot be read, `.spec.x: field not declared in schema`
 * after an apply, `unknown field "spec.x"` after a create.
 */
function causesInMessage(message: string): readonly RefusalCause[] {
  const [, unread] = /^failed to create typed patch object \([^)]*\): ([\s\S]*)$/.exec(message) ?? [];
  const unreadable = (unread ?? '')
    .split('\n')
    .map((line) => line.trim())
    .flatMap((line) => {
      const end = line.indexOf(': ');
      if (!line.startsWith('.') || end < 0) return [];
      const problem = line.slice(end + 2);
      return [{ field: line.slice(1, end), message: problem === 'field not declared in schema' ? UNKNOWN : problem }];
    });
  const unknown = Array.from(message.matchAll(/unknown field "([^"\n]*)"/g), ([, field = '']) => ({
    field,
    message: UNKNOWN,
  }));
  // The server takes maps in any order.
  const sorted = unreadable.sort((one, other) => (one.field < other.field ? -1 : 1));
  return [...sorted, ...unknown].map((cause) => ({ reason: 'FieldValueInvalid', ...cause }));
}

const UNKNOWN = 'The server knows no such field.';

function problemsOf(details: ServerRefusalDetails, object: string | undefined): readonly Problem[] {
  const where = object === undefined ? {} : { object };
  const { conflicts, causes, serverMessage } = details;
  if (conflicts.length > 0) {
    return conflicts.map(({ manager, field }) => ({
      ...where,
      field,
      problem: `The field manager "${manager}" has set it, to another value.`,
      remedy: 'Leave the field out, give it the same value, or let the other manager give it up.',
    }));
  }
  if (causes.length === 0) return [{ ...where, problem: serverMessage }];
  return causes.map(({ field, message }) => ({
    ...where,
    ...(field === undefined ? {} : { field }),
    problem: message,
  }));
}

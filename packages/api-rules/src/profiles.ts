import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { descendingPathProblem } from './formats.ts';
import type { PodSecurityContext } from './pod.ts';
import { invalid, missingOrNotSupported, outOfRange, quote, required, type Violations } from './violation.ts';

type Context = Pick<
  PodSecurityContext,
  'runAsUser' | 'runAsGroup' | 'seccompProfile' | 'appArmorProfile' | 'windowsOptions'
>;

const MAX_ID = 0x7fffffff;
const PROFILE_TYPES = ['RuntimeDefault', 'Unconfined', 'Localhost'];
const LOCAL_REMEDY = 'Name the profile with the type "Localhost", and with that only.';
const MAX_CREDENTIAL_BYTES = 64 * 1024;
const MAX_PROFILE_LENGTH = 4095;

/**
 * What is wrong with the part of a security context that pods and containers have in common.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export function* contextViolations(context: Context, path: string): Violations {
  yield* idViolations(context.runAsUser, `${path}.runAsUser`);
  yield* idViolations(context.runAsGroup, `${path}.runAsGroup`);
  yield* seccompViolations(context.seccompProfile, `${path}.seccompProfile`);
  yield* appArmorViolations(context.appArmorProfile, `${path}.appArmorProfile`);
  yield* windowsViolations(context.windowsOptions, `${path}.windowsOptions`);
}

/** What is wrong with the number of a user or group. */
export function idViolations(id: number | undefined, field: string): Violations {
  return outOfRange(field, id, 0, MAX_ID);
}

function* seccompViolations(profile: Context['seccompProfile'], path: string): Violations {
  if (profile === undefined) return;
  const { type = '', localhostProfile } = profile;
  yield* missingOrNotSupported(`${path}.type`, type, PROFILE_TYPES);
  const field = `${path}.localhostProfile`;
  if ((type === 'Localhost') !== (localhostProfile !== undefined))
    yield profileViolation(field, type, localhostProfile);
  else if (localhostProfile !== undefined) yield* invalid(field, descendingPathProblem(localhostProfile), LOCAL_REMEDY);
}

function* appArmorViolations(profile: Context['appArmorProfile'], path: string): Violations {
  if (profile === undefined) return;
  const { type = '', localhostProfile } = profile;
  yield* missingOrNotSupported(`${path}.type`, type, PROFILE_TYPES);
  const field = `${path}.localhostProfile`;
  const known = PROFILE_TYPES.includes(type);
  if (known && (type === 'Localhost') !== (localhostProfile !== undefined)) {
    yield profileViolation(field, type, localhostProfile);
  } else if (localhostProfile !== undefined && type === 'Localhost') {
    if (localhostProfile === '') yield required(field, LOCAL_REMEDY);
    else if (localhostProfile.trim() !== localhostProfile || localhostProfile.length > MAX_PROFILE_LENGTH) {
      yield { field, problem: `${quote(localhostProfile)} is not a name of a profile.`, remedy: LOCAL_REMEDY };
    }
  }
}

function profileViolation(field: string, type: string, profile: string | undefined) {
  return profile === undefined
    ? required(field, LOCAL_REMEDY)
    : {
        field,
        problem: `The type ${quote(type)} has no profile of its own, such as ${quote(profile)}.`,
        remedy: LOCAL_REMEDY,
      };
}

function* windowsViolations(options: Context['windowsOptions'], path: string): Violations {
  if (options === undefined) return;
  const { gmsaCredentialSpecName: specName, gmsaCredentialSpec: spec, runAsUserName: user } = options;
  if (specName !== undefined) {
    yield* invalid(`${path}.gmsaCredentialSpecName`, dnsSubdomainProblem(specName), 'Name the custom resource.');
  }
  if (spec !== undefined && (spec === '' || Buffer.byteLength(spec) > MAX_CREDENTIAL_BYTES)) {
    const problem = `The specification has ${Buffer.byteLength(spec)} bytes, which is not from 1 to ${MAX_CREDENTIAL_BYTES}.`;
    yield { field: `${path}.gmsaCredentialSpec`, problem, remedy: 'Give the specification.' };
  }
  if (user !== undefined) yield* invalid(`${path}.runAsUserName`, userProblem(user), 'Write DOMAIN\\user, or user.');
}

function userProblem(name: string): string | undefined {
  const parts = name.split('\\');
  const user = parts.at(-1) ?? '';
  const domain = parts.length > 1 ? (parts[0] ?? '') : undefined;
  const right =
    parts.length <= 2 &&
    !/\p{Cc}/u.test(name) &&
    (domain === undefined || isDomain(domain)) &&
    user.length <= 104 &&
    !/^[. ]*$/.test(user) &&
    !/["/\\:;|=,+*?<>@[\]]/.test(user);
  return right ? undefined : `${quote(name)} is not a name of a Windows user.`;
}

function isDomain(domain: string): boolean {
  const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
  const dns = new RegExp(`^${label}(?:\\.${label})*$`);
  return domain.length < 256 && (/^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/.test(domain) || dns.test(domain));
}

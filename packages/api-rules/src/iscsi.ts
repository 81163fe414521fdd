/** What is wrong with an iSCSI volume. */
import type { IISCSIPersistentVolumeSource } from 'kubernetes-models/v1/ISCSIPersistentVolumeSource';
import type { Loose } from './kinds.ts';
import { invalid, quote, required, type Violations } from './violation.ts';

/** The names of initiators and targets, by what they begin with. @see https://www.rfc-editor.org/rfc/rfc3720#section-3.2.6 */
const NAMES: Readonly<Record<string, RegExp>> = {
  iqn: /^iqn\.\d{4}-\d{2}\.[A-Za-z0-9.-]+:[^,;*&$|\s]+$/,
  eui: /^eui.[A-Za-z0-9]{16}$/,
  naa: /^naa.[A-Za-z0-9]{32}$/,
};
const REMEDY = 'Name it as in "iqn.2001-04.com.example:storage".';

/** Its names are valid, and where it asks for a password, it says which Secret has it. */
export function* iscsiViolations(source: Loose<IISCSIPersistentVolumeSource>, path: string): Violations {
  const { iqn = '', initiatorName, chapAuthDiscovery, chapAuthSession, secretRef } = source;
  if (iqn !== '') yield* invalid(`${path}.iqn`, nameProblem(iqn), REMEDY);
  if (initiatorName !== undefined) yield* invalid(`${path}.initiatorName`, nameProblem(initiatorName), REMEDY);
  if (secretRef === undefined && (chapAuthDiscovery === true || chapAuthSession === true)) {
    yield required(`${path}.secretRef`, 'Name the Secret with the password.');
  } else if (secretRef !== undefined && (secretRef.name ?? '') === '') {
    yield required(`${path}.secretRef.name`, 'Name the Secret.');
  }
}

/** What a server can tell a volume and its portal by, where there is an initiator. */
const MAX_LENGTH = 64;

/** What is wrong with the portal of a PersistentVolume of a name. */
export function* portalViolations(
  { targetPortal = '', initiatorName }: Loose<IISCSIPersistentVolumeSource>,
  volumeName: string,
  path: string,
): Violations {
  const length = `${volumeName}:${targetPortal}`.length;
  if (initiatorName === undefined || length <= MAX_LENGTH) return;
  const problem = `The names of the volume and of its portal have ${length} characters, and ${MAX_LENGTH} are the most.`;
  yield { field: `${path}.targetPortal`, problem, remedy: 'Shorten one of them.' };
}

function nameProblem(name: string): string | undefined {
  return NAMES[name.slice(0, 3)]?.test(name) === true ? undefined : `${quote(name)} is not a name of iSCSI.`;
}

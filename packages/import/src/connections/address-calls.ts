import { formatReference, keyOf, type ObjectReference } from '@k8s-blocks/manifest';
import type { Pod } from '@k8s-blocks/reachability';
import { type ConfiguredAddress, configuredAddresses, type StackInput } from '@k8s-blocks/verify';
import { referenceOfPod } from '../manifests/pods.ts';
import type { Call, CallEnd, CalledPort, InBase } from '../stack/call.ts';

/** The calls that addresses in the configuration of pods speak of, those that lead somewhere. */
export function addressCalls(input: StackInput, environment: string, toBase: InBase): Call[] {
  return configuredAddresses(input).flatMap((address) => {
    const to = targetOf(address, toBase);
    if (to === undefined) return [];
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address.text)?.[1]?.toLowerCase();
    const where = whereOf(address, toBase);
    return address.users.map(
      (user): Call => ({
        environment,
        from: { workload: keyInBase(user, toBase) },
        ...to,
        by: 'address',
        where,
        ...(scheme === undefined ? {} : { scheme }),
      }),
    );
  });
}

function keyInBase(reference: ObjectReference, toBase: InBase): string {
  return keyOf(toBase(reference));
}

function whereOf({ object, key, field }: ConfiguredAddress, toBase: InBase): string {
  // A flag of a shell says nothing: the command does.
  const isNamed = key !== undefined && key !== '' && !/^-\w*$/.test(key);
  const list = /\.(command|args)\[\d+\]$/.exec(field)?.[1];
  return `${isNamed ? key : (list ?? field)} of ${formatReference(toBase(object))}`;
}

function targetOf(
  { destination, host, port: asked, isOneWord }: ConfiguredAddress,
  toBase: InBase,
): { readonly to: CallEnd; readonly port: CalledPort } | undefined {
  if (destination.to === 'nowhere' || destination.port === undefined) return undefined;
  const { port } = destination;
  if (destination.to === 'pod')
    return { to: endOf(destination.pod, toBase), port: { port, protocol: destination.protocol } };
  if (destination.to === 'service') {
    const { namespace, name } = destination.service;
    const service = toBase({ group: '', kind: 'Service', namespace, name });
    return { to: { workload: keyOf(service) }, port: { port, protocol: destination.protocol, service: service.name } };
  }
  // Longer texts name many hosts that nobody calls, such as those of a licence.
  if (destination.to === 'other namespace' || !isOneWord) return undefined;
  return { to: { outside: { kind: 'host', host } }, port: { port: asked ?? port, protocol: 'TCP' } };
}

/** The workload that makes a pod, as an end of a call. */
function endOf(pod: Pod, toBase: InBase): CallEnd {
  return { workload: keyInBase(referenceOfPod(pod), toBase) };
}

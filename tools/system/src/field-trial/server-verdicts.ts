import type { ControlPlane, Manifest } from '@k8s-blocks/control-plane';
import { fieldsOf, nonEmptyTextOf, servedKinds } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';

/** What a real server says of an object. */
export type ServerVerdict =
  | { readonly verdict: 'accepted' }
  | { readonly verdict: 'refused'; readonly message: string }
  /** It is a custom resource without a definition, or its admission asks for another object. */
  | { readonly verdict: 'unknown'; readonly message: string };

/** Installs definitions of custom resources, and waits until the server serves them. */
export async function installDefinitions(server: ControlPlane, definitions: readonly unknown[]): Promise<void> {
  if (definitions.length === 0) return;
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: definitions });
  const { exitCode, stderr } = await server.kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], text);
  // Some may be refused, as objects of the trial are: the others are there.
  if (exitCode !== 0) console.error(stderr.trimEnd());
  await server.kubectl(['wait', 'crd', '--all', '--for=condition=Established', '--timeout=60s']);
}

/** Asks a server by a dry run, with strict validation of fields. The namespace is made before. */
export async function serverVerdict(server: ControlPlane, object: unknown): Promise<ServerVerdict> {
  const { apiVersion, kind, metadata } = fieldsOf(object);
  const namespace = nonEmptyTextOf(fieldsOf(metadata).namespace);
  if (namespace !== undefined) {
    await server.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } } as Manifest);
  }
  const manifest: Manifest = { ...fieldsOf(object), apiVersion: String(apiVersion), kind: String(kind) };
  try {
    const { status, message = '' } = await server.create(manifest, { dryRun: true });
    if (status < 300 || status === 409) return { verdict: 'accepted' };
    // 403: an admission plugin looks for another object, such as a PriorityClass.
    return { verdict: status === 403 ? 'unknown' : 'refused', message };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { verdict: isOfKubernetes(String(apiVersion)) ? 'refused' : 'unknown', message: 'There is no such kind.' };
  }
}

/** Whether a group is one of Kubernetes' own, also in a version that is no longer served. */
function isOfKubernetes(apiVersion: string): boolean {
  const [group = ''] = apiVersion.split('/');
  const isOwn = group === 'extensions' || ['v1', 'v1beta1', 'v2'].some((each) => servedKinds(`${group}/${each}`));
  return !apiVersion.includes('/') || isOwn;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from '@k8s-blocks/control-plane';

/**
 * Gives a server the definitions of some custom resources.
 *
 * @param folder where definitions are, in files of one or several.
 * @param kinds those that are wanted. Others are passed over, since a definition takes the server a second.
 * @throws Error if the server does not take one.
 */
export async function defineKinds(server: ControlPlane, folder: string, kinds: readonly string[]): Promise<void> {
  const args = definitionsBelow(folder, kinds).map((file) => `--filename=${file}`);
  const { exitCode, stderr } = await server.kubectl(['apply', '--server-side', ...args]);
  if (exitCode !== 0) throw new Error(stderr);
  await server.kubectl(['wait', 'crd', '--all', '--for=condition=Established', '--timeout=60s']);
}

function definitionsBelow(folder: string, kinds: readonly string[]): readonly string[] {
  const names = new Set(kinds.map((kind) => `kind: ${kind}`));
  const isDefinition = (text: string) =>
    /^kind: CustomResourceDefinition$/m.test(text) &&
    text.split('\n').some((line) => line.startsWith(' ') && names.has(line.trim()));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .map((path) => join(folder, path))
    .filter((path) => isDefinition(readFileSync(path, 'utf8')));
}

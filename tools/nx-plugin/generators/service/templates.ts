import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Service } from './service.ts';

const TEMPLATES = fileURLToPath(new URL('./files', import.meta.url));
const ENDING = '.template';

/** A file of the app that is generated. Where `__name__`, `__identifier__` or `__port__` stands, it has the service's. */
export interface Template {
  /** The file's path in the app's folder. */
  readonly path: string;
  readonly text: string;
}

/** The files of an app, but for its package.json. */
export async function templates(): Promise<readonly Template[]> {
  const entries = await readdir(TEMPLATES, { recursive: true });
  const paths = entries.filter((path) => path.endsWith(ENDING)).map((path) => path.replaceAll('\\', '/'));
  return Promise.all(
    paths.sort().map(async (path) => ({
      path: path.slice(0, -ENDING.length),
      text: await readFile(`${TEMPLATES}/${path}`, 'utf8'),
    })),
  );
}

/** A template with the service's own names in it. */
export function filledIn({ path, text }: Template, service: Service): Template {
  const fill = (from: string) =>
    from
      .replaceAll('__name__', service.name)
      .replaceAll('__identifier__', service.identifier)
      .replaceAll('__port__', `${service.port}`);
  return { path: fill(path), text: fill(text) };
}

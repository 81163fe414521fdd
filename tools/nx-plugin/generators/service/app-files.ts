import { appSource } from './app-source.ts';
import type { Service } from './service.ts';
import { testSource } from './test-source.ts';

/** A file of the app that is generated, before it is formatted. */
export interface AppFile {
  /** The file's path in the app's folder. */
  readonly path: string;
  readonly text: string;
}

/** The files of an app, but for its package.json. */
export function appFiles(service: Service): readonly AppFile[] {
  return [
    { path: 'src/app.ts', text: appSource(service) },
    { path: `src/${service.name}.test.ts`, text: testSource(service) },
    { path: 'tsconfig.json', text: JSON.stringify({ extends: '../../tsconfig.base.json' }) },
  ];
}

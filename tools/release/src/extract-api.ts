import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import type { BuiltEntry, BuiltPackage } from './built-packages.ts';

/** The API of an entry point of a package. */
export interface EntryApi {
  readonly entry: BuiltEntry;
  /** Its signatures without docstrings, as Markdown, so that a reviewer sees changes of the API and none of prose. */
  readonly record: string;
  /** All of its declarations with their docstrings, in one file. */
  readonly declarations: string;
}

/** Reads the APIs of built packages from their declarations. */
export function extractApi(workspace: string, packages: readonly BuiltPackage[]): readonly EntryApi[] {
  const entries = packages.flatMap((each) => each.entries);
  linkPackages(packages);
  const folder = mkdtempSync(join(tmpdir(), 'api-'));
  try {
    // One TypeScript program for all entry points, since the types of the Kubernetes API are large.
    let compilerState: CompilerState | undefined;
    return entries.map((entry, index) => {
      const config = configFor(workspace, entry, join(folder, String(index)));
      compilerState ??= CompilerState.create(config, { additionalEntryPoints: entries.map(({ types }) => types) });
      return { entry, ...extract(config, compilerState) };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Links the built packages into a node_modules beside them, so that they import each other and not the workspace's sources. */
function linkPackages(packages: readonly BuiltPackage[]): void {
  for (const { folder, manifest } of packages) {
    const link = join(folder, '../../node_modules', manifest.name);
    rmSync(link, { force: true });
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(folder, link, 'junction');
  }
}

function extract(config: ExtractorConfig, compilerState: CompilerState): Omit<EntryApi, 'entry'> {
  mkdirSync(config.reportFolder, { recursive: true });
  const { errorCount } = Extractor.invoke(config, {
    localBuild: true,
    compilerState,
    // It also reports a missing record, which is always the case here.
    messageCallback: (message) => {
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  if (errorCount > 0) throw new Error(`${config.mainEntryPointFilePath} has no readable API.`);
  return {
    record: readFileSync(config.reportFilePath, 'utf8'),
    declarations: readFileSync(config.untrimmedFilePath, 'utf8'),
  };
}

/** @param folder the folder of the results */
function configFor(workspace: string, entry: BuiltEntry, folder: string): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(entry.folder, 'package.json'),
    configObject: {
      projectFolder: entry.folder,
      mainEntryPointFilePath: entry.types,
      compiler: { overrideTsconfig: compilerConfig(workspace, entry) },
      apiReport: {
        enabled: true,
        reportFileName: 'record',
        reportFolder: folder,
        reportTempFolder: join(folder, 'temp'),
        // Types that are not exported, but are part of exported ones.
        includeForgottenExports: true,
      },
      dtsRollup: { enabled: true, untrimmedFilePath: join(folder, 'declarations.d.ts') },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
}

function compilerConfig(workspace: string, { types }: BuiltEntry) {
  return {
    compilerOptions: {
      target: 'es2022',
      lib: ['es2023'],
      module: 'nodenext',
      // A link that is followed leads out of node_modules, and another package's types would count as this one's.
      preserveSymlinks: true,
      types: ['node'],
      typeRoots: [join(workspace, 'node_modules/@types')],
      strict: true,
      skipLibCheck: true,
    },
    files: [types],
  };
}

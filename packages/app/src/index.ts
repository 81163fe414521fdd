export { type Omitted, omitted } from '@k8s-blocks/comments';
export type { KubernetesObject, Manifest, ManifestFiles } from '@k8s-blocks/manifest';
export { type App, app } from './app.ts';
export type { AppDefinition, AppEnvironment } from './app-definition.ts';
export type { Documents } from './documents.ts';
export { checkApp, type EmitOptions, emitApp } from './emit-app.ts';
export { type AppAlone, previewApp } from './preview-app.ts';
export type { PartialSettings, SettingsTable } from './settings.ts';

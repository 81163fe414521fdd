export { type Omitted, omitted } from '@k8s-blocks/comments';
export type { KubernetesObject } from '@k8s-blocks/kustomize';
export { type App, type AppDefinition, type AppEnvironment, app, type Manifest, type Manifests } from './app.ts';
export type { Documents } from './documents.ts';
export { checkApp, type EmitPlace, emitApp } from './emitted-app.ts';
export type { PartialSettings, SettingsTable } from './settings.ts';

declare module 'js-yaml/browser' {
  export * from 'js-yaml';
}

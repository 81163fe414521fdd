export { gitopsFiles } from './gitops-files.ts';

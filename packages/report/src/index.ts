export { reportData } from './data/collect.ts';
export type { PolicyData, ReasonData, RuleData } from './data/reason-data.ts';
export type {
  ConnectionData,
  ConnectionInEnvironment,
  EndData,
  EnvironmentData,
  MatrixData,
  MatrixSource,
  MatrixTarget,
  NamespaceData,
  OutsideData,
  PlaceData,
  ReportData,
  VerdictData,
} from './data/report-data.ts';
export type { BuiltEnvironment, BuiltService, ReportInput, WantedPlace } from './data/report-input.ts';
export type {
  FindingData,
  ObjectData,
  ResourceSum,
  ResourcesData,
  ServiceData,
  ServiceInEnvironment,
  SettingData,
} from './data/service-data.ts';
export { REPORT_MARKER, reportPage } from './page/page.ts';

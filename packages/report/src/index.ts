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
  NeedData,
  ObjectData,
  ResourceSum,
  ResourcesData,
  ServiceData,
  ServiceInEnvironment,
  SettingData,
} from './data/service-data.ts';
export { changedMap } from './difference/changed-map.ts';
export type { ConsequenceData, DifferenceData, EnvironmentDifferenceData } from './difference/difference-data.ts';
export { differenceData } from './difference/difference-data-of.ts';
export type { ChangedService, EnvironmentChanges } from './difference/environment-changes.ts';
export { drawMap } from './drawing/draw-map.ts';
export { mapOfStack } from './drawing/map-of-stack.ts';
export type { ArrowToDraw, MapToDraw, OutsideToDraw, ServiceToDraw } from './drawing/map-to-draw.ts';
export type { SvgOptions } from './drawing/svg-elements.ts';
export { MAP_COLOURS, MAP_STYLE } from './drawing/svg-style.ts';
export { type PackedData, packed } from './page/packed.ts';
export { REPORT_MARKER, reportPage } from './page/page.ts';

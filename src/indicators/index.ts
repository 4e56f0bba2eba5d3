export type { CatalogueEntry } from './catalogue.ts';
export { searchCatalogue } from './catalogue.ts';
export type {
  ChangeComparison,
  ChangeOutcome,
  ComparedPlace,
  LevelComparison,
} from './comparison.ts';
export { compareChanges, compareLevels } from './comparison.ts';
export type { Climbed, Ladder, LadderRung, RungAnswer } from './ladder.ts';
export { climbLadder, ladderRungs } from './ladder.ts';
export { LibraryError, loadLibrary, loadPlaces, organisationIdOf } from './library.ts';
export type { Direction, Measured, Point, Reading, TargetState, ValuedPoint } from './measure.ts';
export { isRight, readRounding, readState } from './measure.ts';
export type {
  NewOwnSeries,
  OwnImport,
  OwnSeries,
  OwnSeriesImport,
  OwnUpload,
  OwnValue,
  TypedOwnValue,
  Upload,
  UploadColumn,
  UploadError,
  UploadErrorCode,
} from './own-series.ts';
export {
  createOwnSeries,
  doubtValue,
  importOwnValues,
  listOwnImports,
  listOwnSeries,
  readOwnValues,
  readUpload,
  typeOwnValue,
  UploadErrors,
  uploadColumns,
} from './own-series.ts';
export type { ComparedAmong, LockedText, Wording } from './saying.ts';
export {
  sayCapability,
  sayChanges,
  sayClaim,
  sayLevels,
  sayLimits,
  sayOutOfReach,
  sayRungs,
  saySignals,
} from './saying.ts';
export type {
  ComparisonGroup,
  Inhabitants,
  Series,
  SeriesFetch,
  SeriesValue,
  Sex,
  ValueDoubt,
  ValueStatus,
} from './series.ts';
export {
  findSeries,
  findSeriesByCode,
  latestFetches,
  listComparisonGroups,
  listSeries,
  listValueDoubts,
  readPopulation,
  readSex,
  readValues,
  sexes,
  valueStatuses,
} from './series.ts';
export type { SnapshotRow } from './snapshot.ts';
export { hashSnapshot } from './snapshot.ts';
export { indicatorTexts } from './texts.ts';
export type { Capability, LimitPeriod, Limits, Possible, Signal, Variation, Verdict } from './variation.ts';
export { possibleOf, readCapability, readVariation } from './variation.ts';

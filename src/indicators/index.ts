export type { CatalogueEntry } from './catalogue.ts';
export { findCatalogueEntry, searchCatalogue } from './catalogue.ts';
export type {
  ChangeComparison,
  ChangeOutcome,
  ComparedPlace,
  LevelComparison,
} from './comparison.ts';
export { compareChanges, compareLevels } from './comparison.ts';
export { findUpload, forgetUpload, type KeptUpload, keepUpload } from './keeping-uploads.ts';
export type { Climbed, Ladder, LadderRung, RungAnswer } from './ladder.ts';
export { climbLadder, ladderRungs } from './ladder.ts';
export { LibraryError, loadLibrary, loadPlaces, organisationIdOf } from './library.ts';
export type { Direction, Measured, Point, Reading, TargetState, ValuedPoint } from './measure.ts';
export { isRight, readRounding, readState } from './measure.ts';
export { findOrder, type OrderedSeries, orderSeries, type StandingOrder } from './ordering.ts';
export type {
  NewOwnSeries,
  OwnFigures,
  OwnImport,
  OwnSeries,
  OwnSeriesImport,
  OwnValue,
  ReplacedValue,
  TypedOwnValue,
  UploadComparison,
} from './own-series.ts';
export {
  compareUpload,
  createOwnSeries,
  doubtValue,
  findOwnValue,
  importOwnValues,
  listOwnImports,
  listOwnSeries,
  listReplaced,
  newestImport,
  readOwnValues,
  typeOwnValue,
} from './own-series.ts';
export { listBreaks, listRevisions, type Revision, type SeriesBreak } from './revisions.ts';
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
export {
  attributeProcessed,
  attributePublished,
  codeAtSource,
  nameSeries,
  type PublishedFigure,
  sayFailure,
  sourceName,
} from './sources/attribution.ts';
export { closedAfter, plainTitle, unitOfTitle } from './sources/kolada.ts';
export {
  codeOfSelection,
  type FoundTable,
  isTableId,
  nameSelection,
  readTable,
  searchTables,
  type Table,
  type TableVariable,
} from './sources/scb.ts';
export { indicatorTexts } from './texts.ts';
export { type Cell, columnLetters, type Grid, type GridRow } from './upload/grid.ts';
export { placeWithCode } from './upload/place-names.ts';
export type { UploadNote, UploadProblem } from './upload/problem.ts';
export type { UploadedGrid, UploadOptions } from './upload/read-upload.ts';
export { readGridAside, readUploadAside } from './upload/reading-aside.ts';
export { sayNote, sayProblem, sayWhere } from './upload/telling.ts';
export { templateAsCsv, templateAsWorkbook } from './upload/template.ts';
export type { SaidValue, UploadReading } from './upload/upload-columns.ts';
export type { Capability, LimitPeriod, Limits, Possible, Signal, Variation, Verdict } from './variation.ts';
export { possibleOf, readCapability, readVariation } from './variation.ts';

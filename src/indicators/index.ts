export type { CatalogueEntry } from './catalogue.ts';
export { findCatalogueEntry, searchCatalogue } from './catalogue.ts';
export { LibraryError, loadLibrary, loadPlaces, organisationIdOf } from './library.ts';
export type { Direction, Measured, Point, Reading, TargetState, ValuedPoint } from './measure.ts';
export { isRight, readRounding, readState } from './measure.ts';
export { findOrder, type OrderedSeries, orderSeries, type StandingOrder } from './ordering.ts';
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
export { listBreaks, listRevisions, type Revision, type SeriesBreak } from './revisions.ts';
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

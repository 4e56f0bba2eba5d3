/** The workspace, its parties and the mechanism by which features speak in it. */
export { proposeDeadline } from './answering-time.ts';
export {
  type Channel,
  type ExampleKind,
  type FollowUpMethod,
  type PartyStatus,
  type Phase,
  phases as workingPhases,
  takesPart,
} from './collaboration.ts';
export type { WorkspaceFeature } from './feature.ts';
export { type AreaChoice, findPlace, readChannel } from './forms.ts';
export { type Handling, handling, handlingIn } from './handling.ts';
export { type JointResultRow, listJointResults, noteJointResult } from './lasting/joint-results.ts';
export { listProjects, noteProject, type ProjectRow } from './lasting/projects.ts';
export { type AsRead, type ChangedRow, type NewRow, noteRow, withdrawRow } from './noting.ts';
export { type Opened, openWorkspace, reading } from './open-workspace.ts';
export { FollowUpWays } from './pages/challenge-pages.tsx';
export { ChannelFields, EnteredNote } from './pages/entered-note.tsx';
export { GapList, WaitingList } from './pages/overview-page.tsx';
export { workspacePage } from './pages/workspace-page.tsx';
export {
  addParties,
  addUnknownOrganisation,
  changeParty,
  giveFunctionTo,
  inviteParty,
  linkLengths,
  makePartyLink,
  matchOrganisation,
  mayBeLinked,
  noteEntered,
  noteOwnWords,
  type PartyFacts,
} from './parties.ts';
export {
  holdLink,
  leadCollaboration,
  prepareCollaboration,
  readCollaboration,
  sendLinks,
  speakForParty,
  tellOfParty,
} from './policy.ts';
export {
  type CollaborationRow,
  type CollaborationSeatRow,
  type EnteredRow,
  findCollaboration,
  listAreas,
  listChoices,
  listCollaborationSeats,
  listCollaborations,
  listEntered,
  listFunctions,
  listOwnCollaborations,
  listParties,
  type OrganisationChoice,
  type PartyRow,
} from './queries.ts';
export { type FoundWithin, foundWithin, hitWithin, isSearchedWithin } from './searching.ts';
export { type Across, isActing, isLed, standingStatement } from './standing-statement.ts';
export {
  followGround,
  insertCollaborationSeat,
  makeCollaboration,
  type NewCollaboration,
  startCollaboration,
} from './starting.ts';
export { countiesOf, type DrawnCounty, isChosen } from './territory.ts';
export { collaborationTexts } from './texts.ts';
export {
  type AboutRound,
  contribute,
  type Gap,
  homePart,
  type KeyLine,
  type Markable,
  type MarkableRow,
  type MenuItem,
  type News,
  newsPart,
  outside,
  overviewPart,
  type Reader,
  type Reading,
  roundPart,
  type Said,
  type SaidAcross,
  type SaidInRound,
  type Waiting,
  Workspace,
  type WorkspaceContribution,
  type WorkspaceHouse,
} from './workspace.ts';

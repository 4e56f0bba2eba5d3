/** The life cycle of a collaboration (eSam), in order; `close` and `notCollaboration` end it. */
export const phases = ['identify', 'establish', 'operate', 'handOver'] as const;
export type Phase = (typeof phases)[number] | 'close' | 'notCollaboration';
export const allPhases: readonly Phase[] = [...phases, 'close', 'notCollaboration'];

/** The ladder (Arena för Tillväxt): how closely the parties want to work. */
export const ladder = ['talk', 'sharedView', 'collaborate', 'actAsOne'] as const;
export type LadderStep = (typeof ladder)[number];

export const partyStatuses = ['considered', 'invited', 'confirmed', 'declined', 'waiting', 'bound', 'left'] as const;
export type PartyStatus = (typeof partyStatuses)[number];
/** Those who are asked for answers: neither only considered, nor declined, nor gone. */
export const takesPart = (status: PartyStatus): boolean => !['considered', 'declined', 'left'].includes(status);

export const partyFunctions = [
  'principal',
  'coordinates',
  'hosts',
  'operates',
  'convenes',
  'followUp',
  'funds',
] as const;
export type PartyFunction = (typeof partyFunctions)[number];
/** Only these left empty are missing; the others are as the parties wish. */
export const functionsThatMayNotBeEmpty: readonly PartyFunction[] = ['coordinates', 'followUp'];

export const grounds = ['signed', 'adoptedByEach', 'adoptedByOne', 'notYetFormal'] as const;
export type Ground = (typeof grounds)[number];

/** What drives collaboration, in six kinds (SKR 2020). */
export const drivers = [
  'efficiency',
  'suddenEvent',
  'goodExperience',
  'noneAlone',
  'allGain',
  'globalInitiative',
] as const;
export type Driver = (typeof drivers)[number];

/** How the collaboration is followed up, as far as it is said. */
export const followUpMethods = ['statistics', 'survey', 'interviews', 'fieldVisit', 'evaluation'] as const;
export type FollowUpMethod = (typeof followUpMethods)[number];

export const channels = ['email', 'phone', 'meeting', 'document'] as const;
export type Channel = (typeof channels)[number];

export type ExampleKind = 'none' | 'real' | 'fictional';

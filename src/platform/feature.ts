import type { KeyObject } from 'node:crypto';
import type { Documents } from './documents/documents.ts';
import type { Files } from './files/files.ts';
import type { Route } from './http/route.ts';
import type { Log } from './http/server-options.ts';
import type { InstallationNotes } from './installation-notes.ts';
import type { Outgoing } from './outgoing.ts';
import type { Sealing } from './sealing.ts';
import type { Source } from './source.ts';
import type { TimeStampAuthority } from './time-stamping.ts';

/** What an installation settles about sessions. */
export interface SignInSettings {
  /** A session in which nothing is done ends after so many minutes. */
  readonly idleMinutes: number;
  /** A session ends after so many hours, whatever is done in it. */
  readonly longestHours: number;
  /** A system administrator administers nothing without a second factor. */
  readonly administratorsNeedSecondFactor: boolean;
}

/** What the installation tells every feature. */
export interface Installation {
  /** The address users see, without a slash at the end. */
  readonly origin: string;
  /** Examples are loaded and demo accounts are shown. */
  readonly demo: boolean;
  /** Makes documents and pictures to take away, off the thread that answers. */
  readonly documents: Documents;
  /** Files that people send in. */
  readonly files: Files;
  /** How long sessions last, and what is demanded of those who run the installation; else as is usual. */
  readonly signIn?: SignInSettings;
  /** The services elsewhere that may be asked, by name. None: the installation keeps to itself. */
  readonly sources?: Readonly<Record<string, Source>>;
  /** What is known of the installation outside its database. */
  readonly notes?: () => Promise<InstallationNotes>;
  /** Keeps secrets that must be read again. */
  readonly sealing: Sealing;
  /** Calls addresses that users have given. */
  readonly outgoing: Outgoing;
  readonly log: Log;
  /** The installation’s own private key, Ed25519: what it attests is signed with it. */
  readonly signingKey: KeyObject;
  /** Who is asked when something was. None: the installation alone says it. */
  readonly timeStamps?: TimeStampAuthority;
}

/** What a feature brings. `House` is what the composition root gives back, made from what all features brought. */
export interface Feature<User, House extends Installation> {
  readonly name: string;
  routes(house: House): readonly Route<User>[];
  /** Styles of the feature's own pictures, a file beside its pages. */
  readonly styles?: URL;
  /** Its islands by name: modules that the browser loads on the pages that hold them, from the feature's own `islands/`. */
  readonly islands?: Readonly<Record<string, URL>>;
}

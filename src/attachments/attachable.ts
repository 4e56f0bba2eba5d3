import type { Reading, WorkspaceFeature, WorkspaceHouse } from '../collaborations/index.ts';
import type { Bound } from '../platform/database/statement.ts';
import type { Files } from '../platform/files/files.ts';
import { attachToCollaboration } from './policy.ts';
import { attachmentTexts } from './texts.ts';

/** Something that files can belong to. */
export interface Subject {
  readonly type: string;
  readonly id: string;
  readonly title: string;
  /** From the collaboration on; empty for the collaboration itself. */
  readonly path: string;
  /** The reader may attach a file to it. */
  readonly mayAttach: boolean;
  /** Where it concerns one party and those who lead. */
  readonly concernedOrganisationId: string | null;
}

/** What a room lets files belong to: one statement of what the reader may see, and what each row is. */
export interface Attachable<Row = never> {
  readonly type: string;
  readonly question: (collaborationId: string) => Bound<Row>;
  readonly subject: (row: Row, reading: Reading) => Omit<Subject, 'type'>;
}

/** Hides the row's type, so that those of different rooms lie in one list. */
export const attachable = <Row>(one: Attachable<Row>): Attachable => one as unknown as Attachable;

/** The collector: asks every room in one batch what files can belong to. */
export class Attachables {
  readonly #attachables: readonly Attachable[];

  constructor(attachables: readonly Attachable[]) {
    this.#attachables = attachables;
  }

  questions(collaborationId: string): Record<string, Bound<unknown>> {
    return Object.fromEntries(this.#attachables.map((one) => [`subject ${one.type}`, one.question(collaborationId)]));
  }

  /** The collaboration and its ground first, then what the rooms have, in their order. */
  read(rows: Readonly<Record<string, readonly unknown[]>>, of: Reading): readonly Subject[] {
    const t = attachmentTexts(of.language).subjects;
    const mayAttach = of.may(attachToCollaboration);
    const whole = { id: of.collaboration.id, mayAttach, concernedOrganisationId: null };
    return [
      { type: 'collaboration', title: t.collaboration, path: '', ...whole },
      { type: 'ground', title: t.ground(of.collaboration.ground_title), path: 'challenge', ...whole },
      ...this.#attachables.flatMap((one) =>
        ((rows[`subject ${one.type}`] ?? []) as never[]).map((row) => ({ type: one.type, ...one.subject(row, of) })),
      ),
    ];
  }
}

/** What the composition root gives rooms that attach files. */
export interface AttachmentHouse extends WorkspaceHouse {
  readonly attachables: Attachables;
  readonly files: Files;
}

/** A room whose things files can belong to. */
export interface AttachableFeature extends WorkspaceFeature {
  routes(house: AttachmentHouse): ReturnType<WorkspaceFeature['routes']>;
  readonly attachable?: readonly Attachable[];
}

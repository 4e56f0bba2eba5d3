import { addActor } from '../actors/index.ts';
import { addParties, startCollaboration } from '../collaborations/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { noteEvidence, saveSection } from '../situation-analysis/index.ts';
import type { Interest, ProblemPictureState } from './problem-picture.ts';
import type { PictureEvidenceRow, ProblemPictureRow } from './queries.ts';

const endPicture = statement<
  { id: string },
  [
    organisation: string,
    id: string,
    version: number,
    state: ProblemPictureState,
    collaboration: string | null,
    because: string,
    at: Date,
  ]
>(`
  update problem_picture set state = $4, collaboration_id = $5, ended_because = $6, ended_at = $7
  where organisation_id = $1 and id = $2 and version = $3 and state in ('draft', 'shared') and withdrawn_at is null
  returning id`);

async function end(
  tx: Tx,
  picture: ProblemPictureRow,
  version: number,
  to: {
    readonly state: ProblemPictureState;
    readonly verb: string;
    readonly collaboration?: string;
    readonly because?: string;
  },
): Promise<void> {
  const { state, verb, collaboration = null, because = '' } = to;
  const ended = await tx.find(
    endPicture(picture.organisation_id, picture.id, version, state, collaboration, because, tx.now),
  );
  if (!ended) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb,
    subjectType: 'problemPicture',
    subjectId: picture.id,
    collaborationId: null,
    before: { title: picture.title, state: picture.state },
    after: { title: picture.title, state, collaborationId: collaboration, because },
  });
}

export interface Becoming {
  readonly name: string;
  readonly challenge: string;
  readonly whyNoneAlone: string;
  /** Of those who have added their view: whom to consider as a party. The others are actors. */
  readonly parties: readonly string[];
  readonly others: readonly { readonly id: string; readonly name: string; readonly interest: Interest }[];
  readonly figures: readonly PictureEvidenceRow[];
}

/**
 * Starts the collaboration with what the picture holds, led by whoever does it. Nobody is invited: that is another step.
 * Refuses with conflict when the picture has been written or ended since `version` was read. Answers the collaboration.
 */
export async function becomeCollaboration(
  tx: Tx,
  picture: ProblemPictureRow,
  version: number,
  becoming: Becoming,
  collaboration = newId(tx.now),
): Promise<string> {
  await startCollaboration(
    tx,
    {
      name: becoming.name,
      challenge: becoming.challenge,
      whyNoneAlone: becoming.whyNoneAlone,
      drivers: [],
      territory: picture.territory,
      example: tx.user.is_fictional ? 'fictional' : 'none',
    },
    collaboration,
  );
  await addParties(tx, collaboration, [picture.organisation_id], 'confirmed');
  await addParties(tx, collaboration, becoming.parties, 'considered');
  await saveSection(tx, collaboration, { section: 'problem', partyId: null }, 0, picture.problem);
  if (picture.affected !== '')
    await saveSection(tx, collaboration, { section: 'affected', partyId: null }, 0, picture.affected);
  for (const figure of becoming.figures) {
    const evidence = {
      section: 'problem' as const,
      cause_id: null,
      statement: figure.statement,
      series_id: figure.series_id,
      area_code: figure.area_code,
      finding_id: null,
    };
    await noteEvidence(tx, collaboration, evidence, `${figure.series_title}, ${figure.place}`);
  }
  for (const other of becoming.others) {
    await addActor(tx, collaboration, 'identify', {
      name: other.name,
      kind: 'organisation',
      wayIn: '',
      subjectId: other.id,
      howAffected: '',
      ought: 'notKnown',
      oughtWhy: '',
      wants: other.interest === 'notConcerned' ? 'no' : 'notKnown',
      wantsWhy: '',
      can: 'notKnown',
      canWhy: '',
      prehistory: '',
      power: '',
      resources: '',
      knowledge: '',
    });
  }
  await end(tx, picture, version, {
    state: 'becameCollaboration',
    verb: 'problemPicture.becameCollaboration',
    collaboration,
  });
  return collaboration;
}

/** It goes into a collaboration that is there already, and points to it. */
export const joinCollaboration = (
  tx: Tx,
  picture: ProblemPictureRow,
  version: number,
  collaboration: string,
): Promise<void> =>
  end(tx, picture, version, {
    state: 'joinedCollaboration',
    verb: 'problemPicture.joinedCollaboration',
    collaboration,
  });

export const endWithout = (tx: Tx, picture: ProblemPictureRow, version: number, because: string): Promise<void> =>
  end(tx, picture, version, { state: 'endedWithout', verb: 'problemPicture.ended', because });

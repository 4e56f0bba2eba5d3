import { readFileSync } from 'node:fs';
import {
  type ActorKind,
  addActor,
  answerTraps,
  type GivenTrapAnswer,
  type Known,
  listActors,
  listAnalyses,
  openPlacing,
  placeActors,
  placeJointly,
} from '../src/actors/index.ts';
import type { Channel, Phase } from '../src/collaborations/index.ts';
import type { User } from '../src/identity/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import type { BothLanguages } from '../src/platform/texts.ts';
import { type Cast, type Keyed, morningOf, need } from './load-rounds.ts';

type Step = readonly [influence: number, affected: number] | null;
interface ExampleActors {
  readonly phase: Phase;
  readonly describedOn: string;
  readonly placingOn: string;
  readonly deadlineOn: string;
  readonly actors: readonly {
    readonly key: string;
    readonly name: BothLanguages;
    readonly kind: ActorKind;
    /** The party that it is, where it is one. */
    readonly organisation: string | null;
    readonly wayIn: BothLanguages;
    readonly howAffected: BothLanguages;
    readonly ought: Known;
    readonly oughtWhy: BothLanguages;
    readonly wants: Known;
    readonly wantsWhy: BothLanguages;
    readonly can: Known;
    readonly canWhy: BothLanguages;
    readonly prehistory: BothLanguages;
    readonly power: BothLanguages;
    readonly resources: BothLanguages;
    readonly knowledge: BothLanguages;
  }[];
  readonly placings: readonly {
    readonly party: string;
    /** Null where the process leader has entered it. */
    readonly placedBy: string | null;
    readonly placedOn: string;
    readonly entered: { readonly channel: Channel; readonly statedOn: string } | null;
    readonly marks: Readonly<Record<string, Step>>;
  }[];
  readonly jointlyOn: string;
  readonly joint: Readonly<Record<string, Step>>;
  readonly traps: {
    readonly answeredOn: string;
    readonly joint: readonly {
      readonly trap: string;
      readonly answer: GivenTrapAnswer['answer'];
      readonly text: BothLanguages;
    }[];
  };
}

export const actorsText = readFileSync(new URL('fler-unga-i-arbete/actors.json', import.meta.url), 'utf8');
const example = JSON.parse(actorsText) as ExampleActors;

/** The actors of the invented example: described by the leader, placed by each party, then jointly. Answers them by key. */
export async function loadActors(database: Database<User>, cast: Cast, organisations: Keyed): Promise<Keyed> {
  const { leader, as, parties, collaborationId } = cast;
  const ids = new Map<string, string>();
  await database.write(leader, morningOf(example.describedOn), async (tx) => {
    for (const actor of example.actors) {
      const { key, kind, ought, wants, can } = actor;
      const id = await addActor(tx, collaborationId, example.phase, {
        name: actor.name.sv,
        kind,
        subjectId: actor.organisation ? need(organisations, actor.organisation) : null,
        wayIn: actor.wayIn.sv,
        howAffected: actor.howAffected.sv,
        ought,
        oughtWhy: actor.oughtWhy.sv,
        wants,
        wantsWhy: actor.wantsWhy.sv,
        can,
        canWhy: actor.canWhy.sv,
        prehistory: actor.prehistory.sv,
        power: actor.power.sv,
        resources: actor.resources.sv,
        knowledge: actor.knowledge.sv,
      });
      ids.set(key, id);
    }
  });
  const analysisId = await database.write(leader, morningOf(example.placingOn), async (tx) => {
    const [analysis] = await tx.all(listAnalyses(collaborationId));
    if (!analysis) throw new Error('no analysis was begun');
    await openPlacing(tx, collaborationId, analysis.id, analysis.version, example.deadlineOn);
    return analysis.id;
  });
  const placingsOf = (marks: Readonly<Record<string, Step>>, versionOf: (actorId: string) => number) =>
    Object.entries(marks).map(([key, step]) => {
      const actorId = need(ids, key);
      return { actorId, influence: step?.[0] ?? null, affected: step?.[1] ?? null, version: versionOf(actorId) };
    });
  for (const { party, placedBy, placedOn, entered, marks } of example.placings) {
    await database.write(placedBy ? as(placedBy) : leader, morningOf(placedOn), (tx) =>
      placeActors(
        tx,
        collaborationId,
        analysisId,
        need(parties, party),
        placingsOf(marks, () => 0),
        entered ?? undefined,
      ),
    );
  }
  await database.write(leader, morningOf(example.jointlyOn), async (tx) => {
    const versions = new Map(
      (await tx.all(listActors(collaborationId))).map(({ id, assessment_version }) => [id, assessment_version]),
    );
    await placeJointly(
      tx,
      collaborationId,
      analysisId,
      placingsOf(example.joint, (id) => versions.get(id) ?? 0),
    );
  });
  await database.write(leader, morningOf(example.traps.answeredOn), (tx) =>
    answerTraps(
      tx,
      collaborationId,
      example.phase,
      null,
      example.traps.joint.map(({ trap, answer, text }) => ({ trap, answer, text: text.sv, version: 0 })),
    ),
  );
  return ids;
}

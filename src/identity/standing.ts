import type { User } from './user.ts';

export const confidentialities = ['open', 'parties', 'protected'] as const;
/** Open: may be published by an act. Parties: seen by those who hold a seat. Protected: by those of them who are named. */
export type Confidentiality = (typeof confidentialities)[number];

export const roles = ['reader', 'representative', 'deputy', 'secretariat', 'processLeader'] as const;
/** What a seat makes of a person in a collaboration; a deputy stands in for a representative. */
export type Role = (typeof roles)[number];

/** What a seat can be given in a collaboration. Whoever is deputy in a representative's seat is a deputy. */
export const seatRoles = ['representative', 'reader', 'secretariat', 'processLeader'] as const;
export type SeatRole = (typeof seatRoles)[number];

/** The phases as the database abbreviates them. */
const phases = {
  i: 'identify',
  e: 'establish',
  o: 'operate',
  h: 'handOver',
  c: 'close',
  n: 'notCollaboration',
} as const;
const confidentialityOf = { o: 'open', p: 'parties', x: 'protected' } as const;

export interface Standing {
  /** Bit n stands for roles[n]. None: the collaboration is a real example, or the party's link is held. */
  readonly roles: number;
  readonly confidentiality: Confidentiality;
  readonly phase: (typeof phases)[keyof typeof phases];
}

/** What the user is in the collaboration; undefined where the user reads nothing of it. */
export function standingIn(user: User, collaborationId: string | undefined): Standing | undefined {
  const place = collaborationId === undefined ? -1 : user.reads.indexOf(collaborationId);
  if (place < 0) return undefined;
  const code = user.standings.slice(place * 4, place * 4 + 4);
  return {
    roles: Number.parseInt(code.slice(0, 2), 16),
    confidentiality: confidentialityOf[code[2] as keyof typeof confidentialityOf],
    phase: phases[code[3] as keyof typeof phases],
  };
}

export const holds = (standing: Standing, role: Role): boolean => (standing.roles & (1 << roles.indexOf(role))) !== 0;

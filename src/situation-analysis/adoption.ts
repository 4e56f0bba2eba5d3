/** A party's stand to a version of the whole. */
export const positions = ['supports', 'abstains', 'doesNotSupport'] as const;
export type Position = (typeof positions)[number];

/** How the parties that were asked stand, counted: those that have said nothing too. */
export interface Counted {
  readonly supports: number;
  readonly abstains: number;
  readonly doesNotSupport: number;
  readonly silent: number;
}

export function countPositions(asked: readonly { readonly position: Position | null }[]): Counted {
  const count = (position: Position | null): number => asked.filter((one) => one.position === position).length;
  return {
    supports: count('supports'),
    abstains: count('abstains'),
    doesNotSupport: count('doesNotSupport'),
    silent: count(null),
  };
}

/**
 * A version that is closed is adopted by the parties that stand behind it, and by no others. What one party alone stands
 * behind is that party's picture: two make it shared.
 */
export const isAdopted = (version: { readonly closed_on: string | null }, counted: Counted): boolean =>
  version.closed_on !== null && counted.supports >= 2;

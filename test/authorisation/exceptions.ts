/** Cells that do not hold by one leg alone, each with the reason. At most two in a hundred; one that holds is taken out. */
export const exceptions: Readonly<
  Record<'withoutPolicy' | 'withoutRowLevelSecurity', Readonly<Record<string, string>>>
> = {
  withoutPolicy: {},
  withoutRowLevelSecurity: {},
};

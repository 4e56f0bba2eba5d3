/** At most this many steps of colour are told apart on a map. */
const mostClasses = 4;

export interface ValueClass {
  readonly from: number;
  readonly to: number;
}

/**
 * Values in at most four classes with as many in each as can be; equal values are never parted. The lowest first.
 * Unrounded, as they are judged unrounded.
 */
export function classesOf(values: readonly number[]): readonly ValueClass[] {
  const sorted = values.toSorted((a, b) => a - b);
  const count = Math.min(mostClasses, new Set(sorted).size);
  const classes: { from: number; to: number }[] = [];
  sorted.forEach((value, at) => {
    const last = classes.at(-1);
    const wanted = Math.floor((at * count) / sorted.length);
    if (last && (last.to === value || classes.length > wanted)) last.to = value;
    else classes.push({ from: value, to: value });
  });
  return classes;
}

/** Which class a value is in, the first being the lowest. */
export const classOf = (classes: readonly ValueClass[], value: number): number =>
  classes.findIndex(({ to }) => value <= to);

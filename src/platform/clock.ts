/** Time is an argument everywhere; this is where the running system gets it from. Tests give their own. */
export type Clock = () => Date;
export const systemClock: Clock = () => new Date();

/** Tells the present time; handed in by the composition root so that no rule reads a global clock. */
export type Clock = () => Date;

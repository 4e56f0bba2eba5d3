export const sv = {
  title: 'Sök',
  titleFor: (typed: string) => `Sök: ${typed}`,
  lead: 'Sök bland samverkan, parter, mål, indikatorer och uppföljningsomgångar som du får läsa, och bland alla officiella indikatorer.',
  label: 'Vad söker du?',
  submit: 'Sök',
  tooShort: (typed: string, fewest: number) =>
    `”${typed}” är för kort att söka på. Skriv minst ${fewest} bokstäver eller siffror.`,
  found: (count: number) => (count === 1 ? 'En träff.' : `${count} träffar.`),
  nothing: 'Inget som du får läsa innehåller alla orden.',
  advice:
    'Pröva färre ord eller en del av ett ord: ”arbetslös” hittar även ”ungdomsarbetslöshet”. Du hittar bara sådant som din organisation har uppdrag i. Det parterna har skrivit i en uppföljningsomgång och utkast går inte att söka i.',
  count: (count: number) => (count === 1 ? 'En träff' : `${count} träffar`),
  more: (shown: number, rest: number) =>
    `De ${shown} bästa visas, ${rest} till finns. Sök på fler ord för att hitta rätt.`,
};

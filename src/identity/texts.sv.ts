export const sv = {
  signIn: {
    title: 'Logga in',
    email: 'E-postadress',
    password: 'Lösenord',
    submit: 'Logga in',
    forgotten: 'Jag har glömt mitt lösenord',
    wrong: 'E-postadress och lösenord hör inte ihop. Kontrollera båda och försök igen.',
    emailMissing: 'Skriv din e-postadress',
    passwordMissing: 'Skriv ditt lösenord',
    demoHeading: 'Konton att prova med',
    demoLead: (password: string) => `Alla finns i det påhittade exemplet. Lösenordet är ${password} för alla.`,
    signOut: 'Logga ut',
  },
  organisation: {
    actingFor: 'Du företräder',
    change: 'Byt',
    title: 'Vem företräder du?',
    lead: 'Det du gör sparas som den organisation du företräder.',
    choose: (name: string) => `Företräd ${name}`,
    none: 'Du har inget uppdrag i någon organisation än.',
    now: 'nu',
  },
};
export type IdentityTexts = typeof sv;

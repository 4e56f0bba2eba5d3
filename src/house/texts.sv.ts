export const sv = {
  skip: 'Till innehållet',
  home: 'Armkrok, startsidan',
  language: 'English',
  back: 'Till startsidan',
  failures: {
    notFound: {
      title: 'Sidan finns inte',
      text: 'Adressen kan vara felskriven, eller så hör sidan till en samverkan där du inte har något uppdrag.',
    },
    forbidden: {
      title: 'Det får du inte göra',
      text: 'Ditt uppdrag ger inte rätt till det. Fråga processledaren eller den som administrerar din organisation.',
    },
    conflict: {
      title: 'Någon hann före',
      text: 'Det du såg har ändrats sedan du öppnade sidan. Gå tillbaka, läs det nya och försök igen.',
    },
    gone: {
      title: 'Länken gäller inte längre',
      text: 'Den är använd eller för gammal. Be den som skickade länken om en ny.',
    },
    tooManyAttempts: {
      title: 'För många försök',
      text: 'Vänta en kvart och försök igen. Har du glömt lösenordet kan du välja ett nytt.',
    },
    tooManyRequests: {
      title: 'Det gick för fort',
      text: (seconds: number) =>
        `Du har öppnat eller skickat mycket på kort tid, och systemet ska räcka till alla. Vänta ${seconds === 1 ? 'en sekund' : `${seconds} sekunder`} och försök igen. Det du har sparat finns kvar.`,
    },
    tooManySignIns: {
      title: 'För många misslyckade inloggningar',
      text: (seconds: number) => {
        const minutes = Math.ceil(seconds / 60);
        return `Från din arbetsplats har många försökt logga in med fel lösenord. Vänta ${minutes === 1 ? 'en minut' : `${minutes} minuter`} och försök igen.`;
      },
    },
    unavailable: {
      title: 'Tillfälligt stängt',
      text: 'Systemet har för mycket att göra, eller så svarar inte databasen. Inget du har sparat är borta. Försök igen om en liten stund.',
    },
    full: {
      title: 'Det finns inte plats för filen',
      text: 'Lagringen är full. Inget av det du skickade är sparat, och allt som redan fanns är kvar. Säg till den som sköter Armkrok och försök igen senare.',
    },
    filesAway: {
      title: 'Filerna går inte att nå just nu',
      text: 'Platsen där filer ligger svarar inte. Inget som är sparat är borta. Försök igen om en liten stund.',
    },
    badForm: {
      title: 'Formuläret gäller inte längre',
      text: 'Du kan ha loggat in eller ut sedan du öppnade det. Gå tillbaka, ladda om sidan och skicka igen.',
    },
    writtenByAnother: {
      title: 'Det du skrev visas inte här',
      text: 'Formuläret skrevs under en annan inloggning än din. Logga in som den som skrev, så visas texten.',
    },
    tooLarge: {
      title: 'Filen är för stor',
      text: 'Det du skickade är större än vad som tas emot på en gång. Dela upp det och skicka delarna var för sig.',
    },
    bug: {
      title: 'Något gick fel hos oss',
      text: 'Inget har sparats. Försök igen, och säg till den som sköter Armkrok om det upprepas.',
    },
  },
  conflict: {
    heading: 'Någon annan har ändrat det här',
    text: 'Det du skrev är kvar. Under fälten står vad som gäller nu. Spara igen om din text ska ersätta det.',
    standsNow: 'Nu står det:',
  },
  reference: (id: string) => `Ange den här koden om du frågar om felet: ${id}`,
};

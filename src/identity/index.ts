/** The organisations, people and seats that every other feature speaks about, and the frame that pages stand in. */

export { sessionOf } from './cookies.ts';
export { emailShape } from './email.ts';
export { type ActingPerson, beginInstallation, findExampleLibrarian, foundInstallation } from './installation.ts';
export { letterStoppingRoutes } from './letter-stopping.tsx';
export {
  addOrganisation,
  findOrganisation,
  innerKinds,
  listBranches,
  type OrganisationKind,
  type OrganisationRow,
  organisationKinds,
  verifyOrganisation,
} from './organisation.ts';
export { type PageParts, page } from './pages/identity-page.tsx';
export { signInAgain } from './pages/sign-in-again.tsx';
export { stepUpPage } from './pages/step-up-page.tsx';
export { hashPassword } from './passwords.ts';
export { actForOrganisation, administerInstallation, administerOrganisation, signedIn } from './policy.ts';
export { providerTexts } from './providers/texts.ts';
export { staying } from './renewal.ts';
export {
  type About,
  type Action,
  action,
  may,
  type Phase,
  type Relation,
  type RuleRole,
  type RuleRow,
  speaksFor,
} from './rule.ts';
export {
  addSeat,
  dayOf,
  listSeats,
  listTerms,
  listVacantSeats,
  type SeatLevel,
  type SeatRow,
  seatPerson,
  sendInvitation,
  type TermKind,
  type TermRow,
  type VacantSeatsRow,
  waitingLetter,
} from './seat.ts';
export { accountOf, addAccount, demoPassword, listDemoAccounts, sessions } from './sign-in.ts';
export {
  type Confidentiality,
  confidentialities,
  holds,
  type Role,
  roles,
  type SeatRole,
  type Standing,
  seatRoles,
  standingIn,
} from './standing.ts';
export { identityTexts } from './texts.ts';
export {
  type Assurance,
  assurances,
  author,
  hasBegun,
  identify,
  noteBegun,
  type Policy,
  type Route,
  type SignInMethod,
  type Tx,
  type User,
  type Visit,
} from './user.ts';

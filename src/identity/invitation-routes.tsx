import { Refusal } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { readNewPassword } from './forms.ts';
import { linkKeyOf } from './letter-link.ts';
import { page } from './pages/identity-page.tsx';
import { InvitationPage } from './pages/invitation-page.tsx';
import { findProviderAbove } from './providers/connecting.ts';
import { acceptInvitation, findInvitation } from './seat.ts';
import { identityTexts } from './texts.ts';
import type { Route, Visit } from './user.ts';

/** Whoever has been invited to a seat takes it, with an account of before or a new one. */
export function invitationRoutes(): readonly Route[] {
  const showInvitation = async (visit: Visit, state: FormState = untouched) => {
    const { user, rows } = await visit.readOpenly({ invitation: findInvitation(linkKeyOf(visit), visit.now) });
    const [invitation] = rows.invitation;
    if (!invitation) throw new Refusal('gone');
    // A second wave: whose provider is asked for is in the invitation.
    const above = await visit.readOpenly({ provider: findProviderAbove(invitation.organisation_id) });
    return visit.page(
      page(visit, user, {
        title: identityTexts(visit.language).invitation.title(invitation.organisation_name),
        narrow: true,
        status: statusOf(state),
        children: (
          <InvitationPage
            visit={visit}
            invitation={invitation}
            isSignedIn={user !== undefined}
            provider={above.rows.provider[0]}
            state={state}
          />
        ),
      }),
    );
  };

  return [
    get('/invitations/:token', { openBecause: 'The link in the letter is the key.' }, (visit) => showInvitation(visit)),
    post('/invitations/:token', { openBecause: 'The link in the letter is the key.' }, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = identityTexts(visit.language).invitation;
          const invitation = await tx.find(findInvitation(linkKeyOf(visit), visit.now));
          if (!invitation) throw new Refusal('gone');
          if (invitation.has_account && !invitation.is_mine) throw new Refusal('forbidden');
          const reader = new FormReader(form);
          const isNew = !invitation.has_account;
          const name = isNew ? reader.text('name', t.nameMissing, 200) : invitation.name;
          const password = isNew
            ? readNewPassword(reader, form, 'password', visit.language, {
                name,
                email: invitation.email,
                organisation: invitation.organisation_name,
              })
            : null;
          reader.done();
          await acceptInvitation(tx, linkKeyOf(visit), { name, password, language: visit.language });
          if (isNew) return '/sign-in?done=accepted';
          // Only who holds a seat for another organisation too has anything to choose.
          return `${tx.user.organisation_id === invitation.organisation_id ? '/' : '/acting-for'}?done=accepted`;
        },
        (state) => showInvitation(visit, state),
      ),
    ),
  ];
}

-- Agreements that were made before they came here, and those of which only open sources tell.

-- A source may tell that there is one without saying how it binds; whoever draws one up here always says.
alter table agreement alter column ground drop not null,
  -- For what open sources tell: what kinds of party it concerns, where they are not named.
  add column concerns text[] not null default '{}' check (concerns <@ '{region,municipalities,agencies}');

-- What the file said of itself when it was handed in. Information: nobody has checked a certificate.
alter table agreement_file
  add column original_name text not null default '',
  add column has_signature boolean,
  add column has_bytes_after_signature boolean check (has_bytes_after_signature is null or has_signature);
